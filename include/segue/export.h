// export.h: marks what a shared build of segue shows to others.
//
// Static builds need nothing; shared builds hide every symbol that does not carry this mark.

#pragma once

#if defined(SEGUE_SHARED) && defined(__GNUC__)
#define SEGUE_EXPORT __attribute__((visibility("default")))
#else
#define SEGUE_EXPORT
#endif
