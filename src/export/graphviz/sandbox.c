#include "export/graphviz/sandbox.h"

#ifdef __linux__

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#endif

#ifdef ARCHITECTURE

#define LOAD(field) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define ALLOW RETURN(SECCOMP_RET_ALLOW)
#define REFUSE RETURN(SECCOMP_RET_ERRNO | EPERM)
/* If the call is NAME, the next instruction decides, else the one after it. */
#define IF_CALL(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1)
/* Numbers mean other calls there, as those of 32-bit programs do. */
#define REFUSE_OTHER_ARCHITECTURES \
    LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0), REFUSE
#define X32_BIT 0x40000000u /* of x86: other numbers for the same calls */

/* The least significant half of an argument. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOAD_ARGUMENT(n) LOAD(args[n])
#else
#error "the filter reads arguments of machines that are little-endian"
#endif

/* abort() of its own (valgrind's is kill()), and no signal for anybody else. */
#define TO_ITSELF(name)                                                      \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), LOAD_ARGUMENT(0), \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1), ALLOW, REFUSE

static bool install(struct sock_filter *filter, size_t count)
{
    const struct sock_fprog program = { (unsigned short)count, filter };
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

bool sandbox_no_way_out(void)
{
    struct sock_filter filter[] = {
        REFUSE_OTHER_ARCHITECTURES,
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),
        REFUSE,
#define X(name) IF_CALL(name), REFUSE
        X(execve),
        X(execveat),
        X(socket),
        X(socketpair),
        X(connect),
        X(bind),
        X(tkill),
        X(ptrace),
        X(process_vm_readv),
        X(process_vm_writev),
        X(pidfd_open),
        X(io_uring_setup),
        X(bpf),
        X(unshare),
        X(setns),
#undef X
        TO_ITSELF(kill),
        ALLOW,
    };
    return install(filter, COUNT(filter));
}

bool sandbox_only_compute(void)
{
    struct sock_filter filter[] = {
        REFUSE_OTHER_ARCHITECTURES,
        LOAD(nr),
#define X(name) IF_CALL(name), ALLOW
        X(read),
        X(write),
        X(mmap),
        X(mprotect),
        X(munmap),
        X(mremap),
        X(brk),
        X(madvise),
        X(futex),
        X(getpid),
        X(gettid),
        X(clock_gettime),
        X(getrandom),
        X(rt_sigaction),
        X(rt_sigprocmask),
        X(rt_sigreturn),
        X(sigaltstack),
        X(sched_yield),
        X(exit),
        X(exit_group),
#undef X
        TO_ITSELF(tgkill),
        TO_ITSELF(kill),
        REFUSE,
    };
    return install(filter, COUNT(filter));
}

#else

bool sandbox_no_way_out(void)
{
    return false;
}

bool sandbox_only_compute(void)
{
    return false;
}

#endif
