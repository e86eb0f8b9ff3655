/* icuuc.dll for a wine that has none, which Windows has: an ICU that knows no converter, and says so. Qt asks for none. */
#include <stddef.h>
#define UNSUPPORTED 16
#define OUT __declspec(dllexport)
OUT void *ucnv_open(const char *n, int *e) { *e = UNSUPPORTED; return 0; }
OUT void ucnv_close(void *c) {}
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
OUT void ucnv_reset(void *c) {}
OUT signed char ucnv_getMaxCharSize(void *c) { return 1; }
OUT const char *ucnv_getName(void *c, int *e) { *e = UNSUPPORTED; return 0; }
OUT void ucnv_getToUCallBack(void *c, void **a, const void **b) { *a = 0; *b = 0; }
OUT void ucnv_getFromUCallBack(void *c, void **a, const void **b) { *a = 0; *b = 0; }
OUT void ucnv_setToUCallBack(void *c, void *n, const void *x, void **o, const void **y, int *e) { *e = UNSUPPORTED; }
OUT void ucnv_setFromUCallBack(void *c, void *n, const void *x, void **o, const void **y, int *e) { *e = UNSUPPORTED; }
OUT void ucnv_cbToUWriteUChars(void *a, const void *s, int l, int o, int *e) { *e = UNSUPPORTED; }
OUT void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, int *e) { *e = UNSUPPORTED; }
OUT void ucnv_toUnicode(void *c, void **t, const void *tl, const char **s, const char *sl, int *o, signed char f, int *e) { *e = UNSUPPORTED; }
OUT void ucnv_fromUnicode(void *c, char **t, const char *tl, const void **s, const void *sl, int *o, signed char f, int *e) { *e = UNSUPPORTED; }
OUT int ucnv_toUCountPending(void *c, int *e) { *e = UNSUPPORTED; return 0; }
OUT int ucnv_fromUCountPending(void *c, int *e) { *e = UNSUPPORTED; return 0; }
OUT const char *ucnv_getStandardName(const char *n, const char *s, int *e) { *e = UNSUPPORTED; return 0; }
OUT const char *ucnv_getAvailableName(int n) { return 0; }
OUT int ucnv_countAvailable(void) { return 0; }
