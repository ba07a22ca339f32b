// SPDX-License-Identifier: MIT
//
// The short commands of `sangdamcall`: they print and leave. Each returns the exit code. Main
// thread.
#pragma once

#include "shell/cli.h"

namespace sangdam::shell {

int run_number(const RunNumber&);
int run_handset_list(const RunHandsetList&);
int run_handset_describe(const RunHandsetDescribe&);
int run_ctl(const RunCtl&);

} // namespace sangdam::shell
