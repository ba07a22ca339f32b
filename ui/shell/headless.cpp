// SPDX-License-Identifier: MIT

#include "shell/headless.h"

#include "base/clock.h"
#include "base/strand.h"
#include "desk/desk.h"
#include "os/end_signal.h"
#include "shell/demo.h"
#include "shell/desktop.h"

#include <cstdio>
#include <utility>

namespace sangdam::shell {
namespace {

void say(const std::string& what) { std::fprintf(stderr, "sangdamcall: %s\n", what.c_str()); }

} // namespace

int run_headless(Started started, bool demo) {
    os::EndSignal end;
    const base::SystemClock clock;
    std::unique_ptr<Demo> practice;
    if (demo) {
        auto opened = Demo::open(clock);
        if (!opened) return say(opened.error().what), 2;
        practice = std::move(opened).value();
        practice->change(started.settings);
    }

    int code = 0;
    std::unique_ptr<Desktop> desktop; // Used on the strand only.
    {
        base::Strand strand("desk");
        strand.post([&] {
            auto opened = Desktop::open({started.settings, started.data_dir, started.session_dir},
                                        strand, strand, clock);
            if (!opened) {
                say(opened.error().what);
                code = 2;
                return end.request();
            }
            desktop = std::move(opened).value();
            desktop->on_quit([&end] { end.request(); });
            desktop->start();
            if (practice) practice->sign_in(desktop->desk().agent());
        });
        end.wait();
        strand.post([&] { desktop.reset(); });
    }
    return code;
}

} // namespace sangdam::shell
