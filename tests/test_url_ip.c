#include "core/web/url_ip.h"

#include "tests/test.h"

static const struct {
	const char	*text;
	bool		 private;
} ips[] = {
	{ "8.8.8.8", false },		{ "0.0.0.0", true },
	{ "0.255.255.255", true },	{ "1.0.0.0", false },
	{ "9.255.255.255", false },	{ "10.0.0.0", true },
	{ "10.255.255.255", true },	{ "11.0.0.0", false },
	{ "100.63.255.255", false },	{ "100.64.0.0", true },
	{ "100.127.255.255", true },	{ "100.128.0.0", false },
	{ "127.0.0.1", true },		{ "127.255.255.255", true },
	{ "128.0.0.0", false },		{ "169.253.255.255", false },
	{ "169.254.169.254", true },	{ "169.255.0.0", false },
	{ "172.15.255.255", false },	{ "172.16.0.0", true },
	{ "172.31.255.255", true },	{ "172.32.0.0", false },
	{ "192.0.0.170", true },	{ "192.0.1.0", false },
	{ "192.0.2.1", true },		{ "192.0.3.0", false },
	{ "192.88.99.1", true },	{ "192.168.1.1", true },
	{ "192.167.255.255", false },	{ "192.169.0.0", false },
	{ "198.17.255.255", false },	{ "198.18.0.0", true },
	{ "198.19.255.255", true },	{ "198.20.0.0", false },
	{ "198.51.100.7", true },	{ "203.0.113.7", true },
	{ "203.0.114.0", false },	{ "223.255.255.255", false },
	{ "224.0.0.1", true },		{ "239.255.255.255", true },
	{ "240.0.0.0", true },		{ "255.255.255.255", true },
	{ "::", true },			{ "::1", true },
	{ "::8.8.8.8", true },		{ "::ffff:8.8.8.8", false },
	{ "::ffff:10.0.0.1", true },	{ "::FFFF:7f00:1", true },
	{ "::ffff:0:8.8.8.8", false },	{ "::ffff:0:127.0.0.1", true },
	{ "64:ff9b::8.8.8.8", false },	{ "64:ff9b::192.168.0.1", true },
	{ "64:ff9b:1::8.8.8.8", true },	{ "100::1", true },
	{ "2001::1", true },		{ "2001:1ff:ffff::", true },
	{ "2001:200::1", false },	{ "2001:db8::1", true },
	{ "2001:db9::1", false },	{ "2001:4860:4860::8888", false },
	{ "2002:808:808::1", false },	{ "2002:a00:1::1", true },
	{ "2002:7f00:1::", true },	{ "2606:4700::1111", false },
	{ "3fff:fff::1", true },	{ "3fff:1000::1", false },
	{ "4000::1", true },		{ "5f00::1", true },
	{ "fc00::1", true },		{ "fdff::1", true },
	{ "fe80::1", true },		{ "fec0::1", true },
	{ "ff02::1", true },
};

static const char *const no_ips[] = {
	"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4", "1..2.3",
	"1.2.3.", "256.1.1.1", "01.2.3.4", "1.2.3.-4", "1.2.3.+4", "1.2.3.4 ",
	"0x1.2.3.4", "1.2.3.0004", ":", ":::", "1:2:3:4:5:6:7",
	"1:2:3:4:5:6:7:8:9",
	"1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1::2::3", "12345::", "g::",
	"::1%eth0", "::1%25eth0", "[::1]", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7",
	"::1.2.3", "::1.2.3.4.5", "1.2.3.4::", "::1.2.3.4:1", "::ffff:01.2.3.4",
	"1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4.", "localhost",
	"0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
};

int
main(void)
{
	unsigned char ip[16], was[16];

	for (size_t i = 0; i < COUNT(ips); i++) {
		slice	 s = slice_of(ips[i].text);
		size_t	 n = url_ip(s, ip);

		CHECK(n == (slice_index(s, ':') < s.n ? 16 : 4));
		CHECK(url_ip_private(ip, n) == ips[i].private);
		if (url_ip_private(ip, n) != ips[i].private)
			printf("\t%s\n", ips[i].text);
	}
	memset(was, 0x5a, sizeof(was));
	memcpy(ip, was, sizeof(ip));
	for (size_t i = 0; i < COUNT(no_ips); i++) {
		CHECK(url_ip(slice_of(no_ips[i]), ip) == 0);
		CHECK(memcmp(ip, was, sizeof(ip)) == 0);
		if (url_ip(slice_of(no_ips[i]), ip))
			printf("\t%s\n", no_ips[i]);
	}
	CHECK(url_ip(SLICE("1:2:3:4:5:6:7::"), ip) == 16 && ip[15] == 0);
	CHECK(ip[13] == 7);
	CHECK(url_ip(SLICE("::2:3:4:5:6:7:8"), ip) == 16 && ip[1] == 0);
	CHECK(ip[15] == 8);
	CHECK(url_ip(SLICE("1:2:3:4:5:6:1.2.3.4"), ip) == 16 && ip[12] == 1);
	CHECK(url_ip_private(ip, 0) && url_ip_private(ip, 6));
	return test_failed;
}
