#include "firmware/confine.h"

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * The kernel's own names, from its published ABI (seccomp(2), bpf): the C
 * library does not carry the kernel's headers.
 */
struct sock_filter { uint16_t code; uint8_t jt, jf; uint32_t k; };
struct sock_fprog { unsigned short len; struct sock_filter *filter; };
struct seccomp_data { int nr; uint32_t arch; uint64_t ip, args[6]; };

enum {
	BPF_LOAD = 0x20,		/* LD | W | ABS */
	BPF_EQUAL = 0x15,		/* JMP | JEQ | K */
	BPF_ANY_BIT = 0x45,		/* JMP | JSET | K */
	BPF_RETURN = 0x06		/* RET | K */
};

#define SECCOMP_FILTER		2
#define SECCOMP_ALLOW		0x7fff0000u
#define SECCOMP_KILL		0x80000000u	/* the process, with SIGSYS */

/* AUDIT_ARCH_*: the ELF machine, 64 bits, little end first */
#if defined(__x86_64__)
#define OUR_ARCH 0xc000003eu
#elif defined(__aarch64__)
#define OUR_ARCH 0xc00000b7u
#elif defined(__arm__)
#define OUR_ARCH 0x40000028u
#elif defined(__mips__) && defined(__MIPSEL__)
#define OUR_ARCH 0x40000008u
#elif defined(__mips__)
#define OUR_ARCH 0x00000008u
#elif defined(__riscv)
#define OUR_ARCH 0xc00000f3u
#endif

/* Moving bytes, memory without execution, time, chance, the end. A call that
 * a processor does not have is left out of its list. */
static const int allowed[] = {
	SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_close,
	SYS_sendto, SYS_recvfrom, SYS_sendmsg, SYS_recvmsg, SYS_connect,
	SYS_getsockopt, SYS_setsockopt, SYS_getsockname, SYS_getpeername,
	SYS_shutdown, SYS_fcntl, SYS_brk, SYS_munmap, SYS_madvise, SYS_mremap,
	SYS_getrandom, SYS_exit, SYS_exit_group,
	SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_getpid,
#ifdef SYS_futex
	SYS_futex,
#endif
#ifdef SYS_futex_time64
	SYS_futex_time64,
#endif
#ifdef SYS_send
	SYS_send,
#endif
#ifdef SYS_recv
	SYS_recv,
#endif
#ifdef SYS_poll
	SYS_poll,
#endif
#ifdef SYS_ppoll
	SYS_ppoll,
#endif
#ifdef SYS_ppoll_time32
	SYS_ppoll_time32,
#endif
#ifdef SYS_ppoll_time64
	SYS_ppoll_time64,
#endif
#ifdef SYS_time
	SYS_time,
#endif
#ifdef SYS_gettimeofday
	SYS_gettimeofday,
#endif
#ifdef SYS_clock_gettime
	SYS_clock_gettime,
#endif
#ifdef SYS_clock_gettime64
	SYS_clock_gettime64,
#endif
#ifdef SYS_clock_gettime32
	SYS_clock_gettime32,
#endif
#ifdef SYS_gettimeofday_time32
	SYS_gettimeofday_time32,
#endif
#ifdef SYS_fcntl64
	SYS_fcntl64,
#endif
};

/* Memory that can be executed is refused: no code but ours. */
static const int mapping[] = {
	SYS_mprotect,
#ifdef SYS_mmap
	SYS_mmap,
#endif
#ifdef SYS_mmap2
	SYS_mmap2,
#endif
};

enum {
	NALLOWED = sizeof(allowed) / sizeof(allowed[0]),
	NMAPPING = sizeof(mapping) / sizeof(mapping[0]),
	PROT_EXECUTE = 4,
	NFILTER = 4 + NALLOWED * 2 + NMAPPING * 5 + 6 + 1
};

struct program {
	struct sock_filter code[NFILTER];
	unsigned short n;
};

static void
add(struct program *p, unsigned short code, uint32_t k, unsigned char jt,
    unsigned char jf)
{
	p->code[p->n++] = (struct sock_filter){ code, jt, jf, k };
}

/* The lower half of an argument, where the processor keeps it. */
static uint32_t
argument(unsigned i)
{
	uint32_t at = (uint32_t)offsetof(struct seccomp_data, args) + 8 * i;

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	at += 4;
#endif
	return at;
}

static void
build(struct program *p, bool indoors)
{
	add(p, BPF_LOAD, offsetof(struct seccomp_data, arch), 0, 0);
	add(p, BPF_EQUAL, OUR_ARCH, 1, 0);
	add(p, BPF_RETURN, SECCOMP_KILL, 0, 0);
	add(p, BPF_LOAD, offsetof(struct seccomp_data, nr), 0, 0);
	for (size_t i = 0; i < NALLOWED; i++) {
		if (indoors && allowed[i] == SYS_connect)
			continue;
		add(p, BPF_EQUAL, (uint32_t)allowed[i], 0, 1);
		add(p, BPF_RETURN, SECCOMP_ALLOW, 0, 0);
	}
	for (size_t i = 0; i < NMAPPING; i++) {
		add(p, BPF_EQUAL, (uint32_t)mapping[i], 0, 4);
		add(p, BPF_LOAD, argument(2), 0, 0);
		add(p, BPF_ANY_BIT, PROT_EXECUTE, 1, 0);
		add(p, BPF_RETURN, SECCOMP_ALLOW, 0, 0);
		add(p, BPF_RETURN, SECCOMP_KILL, 0, 0);
	}
	if (!indoors) {
		add(p, BPF_EQUAL, SYS_socket, 0, 5);	/* to the internet */
		add(p, BPF_LOAD, argument(0), 0, 0);
		add(p, BPF_EQUAL, AF_INET, 2, 0);
		add(p, BPF_EQUAL, AF_INET6, 1, 0);
		add(p, BPF_RETURN, SECCOMP_KILL, 0, 0);
		add(p, BPF_RETURN, SECCOMP_ALLOW, 0, 0);
	}
	add(p, BPF_RETURN, SECCOMP_KILL, 0, 0);
}

static bool
become(uid_t uid)
{
	gid_t	 gid = (gid_t)uid;

	if (uid == 0 || geteuid() != 0)
		return true;
	return setgroups(0, NULL) == 0 && setresgid(gid, gid, gid) == 0 &&
	    setresuid(uid, uid, uid) == 0;
}

bool
confine_first(unsigned seconds, size_t memory, uid_t uid)
{
	const struct rlimit none = { 0, 0 }, mem = { memory, memory };

	alarm(seconds);			/* in case the keeper is gone too */
	if (!become(uid))
		return false;
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0) == 0 &&
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    setrlimit(RLIMIT_AS, &mem) == 0 &&
	    setrlimit(RLIMIT_CORE, &none) == 0 &&
	    setrlimit(RLIMIT_FSIZE, &none) == 0 &&
	    setrlimit(RLIMIT_NPROC, &none) == 0;
}

bool
confine_program(uid_t uid)
{
	const struct rlimit none = { 0, 0 };

	return become(uid) && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    setrlimit(RLIMIT_CORE, &none) == 0;
}

static bool
install(bool indoors)
{
	struct program p = { .n = 0 };
	struct sock_fprog prog;

	build(&p, indoors);
	prog = (struct sock_fprog){ p.n, p.code };
	return prctl(PR_SET_SECCOMP, SECCOMP_FILTER, &prog, 0, 0) == 0;
}

bool
confine_second(void)
{
	return install(false);
}

bool
confine_indoors(void)
{
	return install(true);
}
