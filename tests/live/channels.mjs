// channels.mjs DIR - mail servers and a messenger for channels.sh: smtp-server
// with every login, and a Telegram emulator behind TLS, with bad days.
// Writes DIR/ports when all listen, and DIR/heard as things come.
import { createRequire } from 'module';
import fs from 'fs';
import http from 'http';
import https from 'https';

const dir = process.argv[2];
const require = createRequire(process.env.MODULES + '/');
const { SMTPServer } = require('smtp-server');
const Telegram = require('telegram-test-api');
const tls = { key: fs.readFileSync(dir + '/key.pem'),
	cert: fs.readFileSync(dir + '/cert.pem') };
const heard = (...words) => fs.appendFileSync(dir + '/heard',
	words.join(' ') + '\n');
const refuse = (code, text) => Object.assign(new Error(text),
	{ responseCode: code });
const free = server => new Promise(done => server.listen(0, '127.0.0.1',
	() => done((server.server || server).address().port)));

// --- mail --------------------------------------------------------------------

const met = new Set();			// senders who came before

function login(auth, session, done) {
	heard('login', auth.method, auth.username);
	if (auth.method === 'XOAUTH2')
		return auth.accessToken === 'good' ?
		    done(null, { user: auth.username }) :
		    done(null, { data: { status: '401', schemes: 'bearer' } });
	if (auth.password === 'app-pass')
		return done(null, { user: auth.username });
	done(refuse(535, '5.7.8 Username and Password not accepted'));
}

async function letter(stream, session, done) {
	let text = '';

	for await (const part of stream)
		text += part;
	heard('mail', session.envelope.rcptTo.length, session.secure,
	    text.match(/^Message-ID: (.*)$/mi)[1].trim(),
	    text.match(/^Subject: (.*)$/m)[1].trim());
	done(null, 'queued');
}

const mailServer = (methods, more) => new SMTPServer({ ...tls,
	name: 'mail.test', authMethods: methods, logger: false,
	onAuth: login, onData: letter,
	onMailFrom({ address }, session, done) {
		const again = met.has(address);

		met.add(address);
		done(address.startsWith('grey') && !again ?
		    refuse(451, '4.7.1 Greylisted, try again later') : null);
	},
	onRcptTo({ address }, session, done) {
		done(address.startsWith('nobody') ?
		    refuse(550, '5.1.1 No such user') : null);
	}, ...more });

// --- Telegram ------------------------------------------------------------------

const moods = {				// by token: status, body
	limited: [429, { ok: false, error_code: 429, description:
	    'Too Many Requests: retry after 7', parameters:
	    { retry_after: 7 } }],
	blocked: [403, { ok: false, error_code: 403, description:
	    'Forbidden: bot was blocked by the user' }],
	portal: [200, '<!DOCTYPE html><html><title>Hotel WLAN</title></html>'],
	empty: [200, ''],
};

function front(port) {
	return https.createServer(tls, (q, r) => {
		const mood = moods[(q.url.match(/^\/bot7:([a-z]+)\//) || [])[1]];

		if (mood) {
			r.statusCode = mood[0];
			return r.end(typeof mood[1] === 'string' ? mood[1] :
			    JSON.stringify(mood[1]));
		}
		q.pipe(http.request({ port, host: '127.0.0.1', path: q.url,
		    method: q.method, headers: q.headers }, a => {
			r.writeHead(a.statusCode, a.headers);
			a.pipe(r);
		}));
	});
}

const telegram = new Telegram({ host: '127.0.0.1',
	port: 10000 + process.pid % 20000 });
await telegram.start();
telegram.on('AddedBotMessage', () => {
	const m = telegram.storage.botMessages.at(-1).message;

	heard('telegram', m.chat_id, m.disable_notification,
	    JSON.stringify(m.text));
});
const ports = {
	IMPLICIT: await free(mailServer(['PLAIN'], { secure: true })),
	OLD: await free(mailServer(['LOGIN'], { secure: true })),
	TOKEN: await free(mailServer(['PLAIN', 'LOGIN', 'XOAUTH2'],
	    { secure: true })),
	STARTTLS: await free(mailServer(['PLAIN'], {})),
	CLEAR: await free(mailServer(['PLAIN'],
	    { disabledCommands: ['STARTTLS'], allowInsecureAuth: true })),
	TELEGRAM: await free(front(telegram.config.port)),
};
fs.writeFileSync(dir + '/ports.new', Object.entries(ports)
	.map(([k, v]) => `${k}=${v}\n`).join(''));
fs.renameSync(dir + '/ports.new', dir + '/ports');
