/* German, folded: tone and cues in one. */
#include "core/judge/lexicon.h"

const char *const lexicon_de[LEXICON_PAGES] = {
	[0] =	/* a */
	"angst=-2|"
	"arger|argerlich*|argern|arrogant*=-3|"
	"abzocke*=-4|"
	"angenehm*|aufmerksam*=2|"
	"absolute empfehlung=3|"
	"allerbeste*|ausgezeichnet*=4|"
	"aber|allerdings=b|"
	"allergi*|anwalt=-3c|"
	"absolut|ausserst=i|"
	"angebot fur|auf der suche nach=l|"
	"angeblich=r",
	[1] =	/* b */
	"beschwerde|beschweren|blod*=-2|"
	"betrug*=-4|"
	"bequem|besser=1|"
	"bestens|bravo=2|"
	"begeistern|beste|besten|bester|bestes=3|"
	"begeistert=4|"
	"belastigt|belastigung|brennt=-3c|"
	"bisschen=d|"
	"besonders=i|"
	"brauche ein|brauche eine|brauche einen=l|"
	"bitte bietet=w",
	[2] =	/* c */
	"cool=2",
	[3] =	/* d */
	"durchschnittlich=-1|"
	"dumm*=-2|"
	"defekt*|dreckig*=-3|"
	"danke|dankeschon=2|"
	"der hammer=4|"
	"dennoch=b|"
	"doppelt abgebucht|doppelt berechnet=-1m",
	[4] =	/* e */
	"eng=-1|"
	"ewig gewartet=-2|"
	"enttausch*=-3|"
	"ekelhaft*|eklig*=-4|"
	"ehrlich|einfach=1|"
	"empfehle|empfehlen=2|"
	"einwandfrei|empfehlenswert=3|"
	"erbrochen=-3c|"
	"eher|ein bisschen|einigermassen|etwas=d|"
	"echt|extrem=i|"
	"empfehlungen fur=l|"
	"erstattet|erstattung=-1m|"
	"einen kunden weniger=-3t",
	[5] =	/* f */
	"fad|fade|falsch*|fehler=-2|"
	"frech|freche|frustr*|funktioniert nicht=-3|"
	"finger weg|frechheit|furchtbar*=-4|"
	"frisch*=1|"
	"fair|faire|freude|freue*|freundlich*|freut=2|"
	"fantastisch*|funf sterne=4|"
	"feuer|feuerwehr=-3c|"
	"fast=d|"
	"folgt mir=s",
	[6] =	/* g */
	"gewartet=-1|"
	"gestank=-2|"
	"geht gar nicht|geschmacklos*=-3|"
	"grottig*=-4|"
	"gern|gerne|gespannt=1|"
	"gefallen|gefallt|gelungen*|gemutlich*|glucklich*|gluckwunsch|"
	"gunstig*|gut|gute|guten|guter|gutes=2|"
	"geil*|genial*|gern wieder|gerne wieder=3|"
	"grandios*=4|"
	"gesundheitsamt=-3c|"
	"ganz=i|"
	"geld zuruck=-1m|"
	"gibt es|gibt es bei=q|"
	"gerucht*=r|"
	"geld verdienen|gewinnspiel|gutscheincode=s",
	[7] =	/* h */
	"hasslich*=-2|"
	"hass|hasse=-3|"
	"hoffentlich=1|"
	"hubsch=2|"
	"herzlich*|hilfsbereit*=3|"
	"hervorragend*=4|"
	"haben sie|habt ihr=q|"
	"hier klicken=s",
	[8] =	/* i */
	"idiot*=-3|"
	"inkompetent*=-4|"
	"in ordnung=1|"
	"immer wieder=2|"
	"ich liebe|immer wieder gern*=3|"
	"immer noch|immer noch nicht=-2a|"
	"immer=i|"
	"ist es moglich=q|"
	"insolven*|ist das echt=r|"
	"idee|ihr solltet=w",
	[9] =	/* j */
	"jederzeit wieder=4|"
	"jedoch=b|"
	"jemand empfehlen=l|"
	"jetzt bestellen=s",
	[10] =	/* k */
	"kalt=-1|"
	"krank|krieg=-2|"
	"kacke|kaputt=-3|"
	"katastroph*|katastrophe=-4|"
	"kein problem|komme wieder|kommen wieder=1|"
	"keine beschwerden|keine probleme=2|"
	"kann ich nur empfehlen|klare empfehlung|klasse|kompetent*|"
	"kostlich*=3|"
	"keine antwort|keine reaktion|keine ruckmeldung=-2a|"
	"krankenhaus|krankenwagen=-3c|"
	"kann jemand|kennt jemand|konnt ihr mir=l|"
	"kaum|kein|keine|keinem|keinen|keiner|keines=n|"
	"kann ich|kann man|konnen sie=q|"
	"klick hier|kostenlos|kredit=s|"
	"komme nicht wieder|kunde verloren=-3t|"
	"konntet ihr=w",
	[11] =	/* l */
	"laut|leider=-1|"
	"lange gewartet|lange warten|langsam*|langweil*=-2|"
	"lieblos*|luge|lugen|lugner=-3|"
	"liebe|lieben|lob=2|"
	"lecker*|liebe ich|liebevoll*|lieblings*=3|"
	"lebensmittelvergiftung=-3c|"
	"link in bio=s",
	[12] =	/* m */
	"mittelmassig=-1|"
	"mies|miese*|mist|mull=-3|"
	"miserabel=-4|"
	"mega=3|"
	"mochte bestellen=l|"
	"macht zu=r",
	[13] =	/* n */
	"na ja|naja|nichts besonderes=-1|"
	"nervig*|nervt|nicht mehr=-2|"
	"nicht angekommen|nicht empfehlen|nicht empfehlenswert|nicht gut|"
	"nicht zu empfehlen|nicht zufrieden|nie angekommen=-3|"
	"nett|nette*|nicht schlecht=2|"
	"nicht meckern|nichts auszusetzen|nichts zu meckern=3|"
	"nicht erreichbar|niemand erreichbar=-2a|"
	"nur=b|"
	"notarzt=-3c|"
	"nicht*|nie|niemals|niemand=n|"
	"nicht wieder|nie mehr|nie wieder=-3t",
	[14] =	/* o */
	"obwohl=b|"
	"ohne=n|"
	"offnungszeiten=q",
	[15] =	/* p */
	"peinlich|problem*=-2|"
	"praktisch=1|"
	"preiswert|professionell*=2|"
	"prima=3|"
	"perfekt*|phanomenal*=4|"
	"polizei=-3c|"
	"pleite=r",
	[17] =	/* r */
	"reklamation|roh=-2|"
	"respektlos*=-3|"
	"reibungslos=2|"
	"rassis*|rechtsanwalt|rettungswagen|ruckruf|ruckrufaktion=-3c|"
	"relativ=d|"
	"richtig=i|"
	"ruckerstattung=-1m|"
	"rabattcode=s",
	[18] =	/* s */
	"schwierig|sorgen=-1|"
	"sauer|schade|stinkt=-2|"
	"schlecht|schlechte*|schlechter|schlimm*|schmutzig*|schrott=-3|"
	"scheiss*|schlechteste*|schrecklich*=-4|"
	"schnell*=1|"
	"sauber*|schnelle lieferung|schone*|spass|stilvoll=2|"
	"spitze|super=3|"
	"sensationell*=4|"
	"schon wieder|seit monaten|seit wochen=-2a|"
	"salmonellen=-3c|"
	"sehr|so=i|"
	"suche ein|suche eine|suche einen|suchen eine|suchen einen=l|"
	"schliesst fur immer|serios|stimmt das|stimmt es=r|"
	"sie sollten=w",
	[19] =	/* t */
	"teuer|tod|traurig*=-2|"
	"toll|tolle*|top=3|"
	"traumhaft*=4|"
	"trotzdem=b|"
	"teilweise=d|"
	"total=i|"
	"tisch reservieren=l",
	[20] =	/* u */
	"unzufrieden=-1|"
	"unangenehm|unhoflich*|unmoglich=-2|"
	"uberteuert|unfreundlich*|unprofessionell*|unzuverlassig*=-3|"
	"ungeniessbar|unterirdisch*|unverschamt*|unzumutbar=-4|"
	"uberzeug*|unkompliziert=2|"
	"uberragend*=3|"
	"uberfall|ubergeben=-3c|"
	"uberaus|unglaublich=i",
	[21] =	/* v */
	"verbrannt|verloren|versalzen|verspatet|verspatung=-2|"
	"viel gluck=1|"
	"vielen dank=2|"
	"vorbildlich=3|"
	"vergiftung|verletzt|verletzung*=-3c|"
	"viel zu=i|"
	"verbraucherzentrale=-3t|"
	"vorschlag=w",
	[22] =	/* w */
	"warten|wartezeit=-1|"
	"widerlich*|wutend=-4|"
	"warm|wieder kommen=1|"
	"wunderbar*|wunderschon*=3|"
	"weltklasse=4|"
	"wieder nicht=-2a|"
	"wahnsinnig|wirklich=i|"
	"was kostet ein|wer kennt|wo bekomme|wo bekommt|wo finde|wo kann ich|"
	"wo kann man=l|"
	"weder=n|"
	"wann|was kostet|weiss jemand|wie komme|wie lange|wie teuer|wie viel|"
	"wieviel|wo ist=q|"
	"ware gut|ware schon|ware super|ware toll|wunsche mir|"
	"wurde mir wunschen=w",
	[25] =	/* z */
	"zah|zu kalt|zu klein|zu lange|zu laut|zu spat|zu teuer=-2|"
	"zufrieden|zuverlassig*=3|"
	"zum dritten mal|zum wiederholten mal=-2a|"
	"ziemlich=d|"
	"zu=i|"
	"zu viel berechnet=-1m",
	[LEXICON_OTHER] =
	"\342\230\271|\342\235\214|\360\237\221\216|\360\237\222\224|"
	"\360\237\230\220|\360\237\230\221|\360\237\230\222|\360\237\230\223|"
	"\360\237\230\224|\360\237\230\225|\360\237\230\226|\360\237\230\236|"
	"\360\237\230\237|\360\237\230\242|\360\237\230\243|\360\237\230\245|"
	"\360\237\230\246|\360\237\230\247|\360\237\230\250|\360\237\230\251|"
	"\360\237\230\252|\360\237\230\253|\360\237\230\254|\360\237\230\260|"
	"\360\237\230\267|\360\237\231\201|\360\237\231\204|\360\237\244\222|"
	"\360\237\244\225|\360\237\244\246|\360\237\245\261=-2|"
	"\342\230\240|\360\237\221\277|\360\237\222\200|\360\237\222\251|"
	"\360\237\226\225|\360\237\230\240|\360\237\230\241|\360\237\230\244|"
	"\360\237\230\255|\360\237\230\261|\360\237\244\242|\360\237\244\254|"
	"\360\237\244\256=-3|"
	"\342\230\272|\342\234\205|\342\234\250|\342\255\220|\360\237\214\237|"
	"\360\237\216\212|\360\237\221\214|\360\237\221\215|\360\237\221\217|"
	"\360\237\222\203|\360\237\222\220|\360\237\222\252|\360\237\224\245|"
	"\360\237\230\200|\360\237\230\201|\360\237\230\202|\360\237\230\203|"
	"\360\237\230\204|\360\237\230\206|\360\237\230\207|\360\237\230\211|"
	"\360\237\230\212|\360\237\230\213|\360\237\230\214|\360\237\230\216|"
	"\360\237\230\230|\360\237\230\232|\360\237\230\271|\360\237\231\202|"
	"\360\237\231\217|\360\237\244\227|\360\237\244\243|\360\237\244\244|"
	"\360\237\245\202=2|"
	"\342\231\245|\342\235\244|\360\237\216\211|\360\237\217\206|"
	"\360\237\222\223|\360\237\222\225|\360\237\222\226|\360\237\222\227|"
	"\360\237\222\230|\360\237\222\231|\360\237\222\232|\360\237\222\233|"
	"\360\237\222\234|\360\237\222\236|\360\237\222\257|\360\237\226\244|"
	"\360\237\230\215|\360\237\230\273|\360\237\231\214|\360\237\244\215|"
	"\360\237\244\251|\360\237\245\260|\360\237\245\263|\360\237\247\241|"
	"\360\237\253\266=3|"
	"1a|5 sterne=4",
};
