// SPDX-License-Identifier: MIT
//
// Marks functions that run on the sound card's thread: no lock, no allocation, no system call, no
// exception. Clang 20 and newer turn the mark into a compile-time check.
#pragma once

#if defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::nonblocking)
#define SDC_REALTIME [[clang::nonblocking]]
#endif
#endif
#ifndef SDC_REALTIME
#define SDC_REALTIME
#endif
