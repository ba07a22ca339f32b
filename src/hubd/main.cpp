// SPDX-License-Identifier: MIT
//
// main of `sangdam-hub`: the centre as a program. Standard output gets one line when it is ready;
// what stops it is one sentence on standard error and a code that is not 0. Main thread.

#include "base/log.h"
#include "hubd/admin.h"
#include "hubd/care.h"
#include "hubd/centre.h"
#include "hubd/cli.h"
#include "hubd/practice_engine.h"
#include "hubd/records.h"
#include "hubd/shop_admin.h"
#include "hubd/terminal.h"
#include "os/end_signal.h"
#include "store/centre_store.h"

#include <cstdio>
#include <string>

namespace {

using namespace sangdam;

int fail(const base::Error& error) {
    base::log::flush();
    std::fputs(("sangdam-hub: " + error.what + "\n").c_str(), stderr);
    return 1;
}

int say(const std::string& text) {
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout); // Whoever waits for the line may read from a pipe.
    return 0;
}

int serve(const config::HubSettings& settings) {
    os::EndSignal stop;
    base::log::start({settings.log.level, settings.log.file, true});
    hubd::CentreParts parts;
    parts.settings = settings;
    parts.make_engine = hubd::practice_engine(settings.practice);
    auto centre = hubd::Centre::open(std::move(parts));
    if (!centre) return fail(centre.error());
    say("listening on " + (*centre)->url() + "\n");
    stop.wait();
    base::log::info("hubd", "ending");
    return 0;
}

int administer(const config::HubSettings& settings, const hubd::Order& order) {
    base::log::start({base::log::Level::Warn, {}, true});
    const base::SystemClock clock;
    base::SystemRandom random;
    auto store = hubd::open_store(settings, clock);
    if (!store) return fail(store.error());
    if (const auto* test = std::get_if<hubd::TestShop>(&order)) {
        const auto seen = hubd::test_shop(**store, *test, clock, random);
        return seen ? say(*seen) : fail(seen.error());
    }
    const auto text = hubd::administer(**store, order, hubd::ask_password, clock.wall(), random);
    return text ? say(*text) : fail(text.error());
}

// On standard error, so that the answer can go into a file; a line for each table and 100,000 rows.
void show_progress(const std::string& table, std::uint64_t done) {
    constexpr std::uint64_t kStep = 100'000;
    if (done != 0 && done % kStep == 0)
        std::fprintf(stderr, "%s: %llu\n", table.c_str(), static_cast<unsigned long long>(done));
}

int take_care(const config::HubSettings& settings, const hubd::CareOrder& order) {
    base::log::start({base::log::Level::Warn, {}, true});
    const base::SystemClock clock;
    const auto text = hubd::take_care(settings, order, clock, show_progress);
    return text ? say(*text) : fail(text.error());
}

int run(const hubd::Run& run) {
    const auto settings = config::load_hub(run.config);
    if (!settings) return fail(settings.error());
    if (std::holds_alternative<hubd::Serve>(run.order)) return serve(*settings);
    if (const auto* care = std::get_if<hubd::CareOrder>(&run.order))
        return take_care(*settings, *care);
    return administer(*settings, run.order);
}

} // namespace

int main(int argc, char** argv) {
    const auto parsed = hubd::parse_command_line(argc, argv);
    if (const auto* leave = std::get_if<hubd::Leave>(&parsed)) {
        std::fputs(leave->text.c_str(), leave->code == 0 ? stdout : stderr);
        return leave->code;
    }
    return run(std::get<hubd::Run>(parsed));
}
