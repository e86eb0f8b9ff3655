/* bcryptprimitives.dll for a wine that has none, which Windows has: chance, from where wine has it. */
unsigned char __stdcall SystemFunction036(void *to, unsigned long n);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *to, unsigned long long n) {
    while (n) {
        unsigned long now = n > 0x40000000 ? 0x40000000 : (unsigned long)n;
        if (!SystemFunction036(to, now)) return 0;
        to += now;
        n -= now;
    }
    return 1;
}
