// SPDX-License-Identifier: MIT

#include "hubd/practice_engine.h"

#include "base/log.h"
#include "os/paths.h"
#include "pbx/practice/customers.h"
#include "pbx/practice/practice_switch.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace sangdam::hubd {
namespace {

pbx::PracticeConfig switch_config(const config::PracticeSettings& settings,
                                  const std::filesystem::path& sounds) {
    pbx::PracticeConfig config;
    config.address = settings.address;
    config.sip_port = settings.sip_port;
    config.rtp_first = settings.rtp_first;
    config.rtp_last = settings.rtp_last;
    config.dids = settings.dids;
    config.queue = settings.queue;
    config.sounds = sounds;
    config.announcement = settings.announcement;
    config.trunk = settings.trunk;
    return config;
}

base::Result<std::shared_ptr<pbx::Customers>>
invite_customers(const config::PracticeSettings& settings, const std::filesystem::path& sounds) {
    pbx::CustomersConfig config;
    config.address = settings.address;
    config.sounds = sounds;
    config.diary = [](const std::string& line) { base::log::info("customers", "{}", line); };
    SDC_TRY(auto customers, pbx::Customers::open(std::move(config)));
    return std::shared_ptr<pbx::Customers>(std::move(customers));
}

base::Result<Engine> make_engine(const config::PracticeSettings& settings,
                                 base::Executor& events_on, const base::Clock& clock,
                                 base::Random& random) {
    SDC_TRY(const auto resources, os::resource_dir());
    const auto sounds = resources / "sounds";
    auto config = switch_config(settings, sounds);
    std::shared_ptr<pbx::Customers> customers;
    // They also answer when an agent calls out and no trunk leads elsewhere.
    if (settings.customers || settings.trunk.empty()) {
        SDC_TRY(customers, invite_customers(settings, sounds));
        if (config.trunk.empty())
            config.trunk = fmt::format("sip:{{number}}@{}:{}", settings.address, customers->port());
    }
    auto practice = std::make_unique<pbx::PracticeSwitch>(config, events_on, clock, random);
    auto* exchange = practice.get(); // Lives as long as the engine's port.
    if (customers)
        exchange->set_observer(
            [customers](const core::SwitchNotice& notice) { customers->heard(notice); });
    Engine engine;
    engine.port = std::move(practice);
    engine.registrar = [exchange, address = settings.address] {
        return fmt::format("sip:{}:{};transport=udp", address, exchange->sip_port());
    };
    if (settings.customers)
        engine.started = [exchange, customers, settings, seed = random.next()]() -> base::Status {
            customers->call_in(fmt::format("{}:{}", settings.address, exchange->sip_port()),
                               pbx::small_afternoon(seed, settings.dids.front()));
            return base::Done{};
        };
    engine.guests = customers;
    return engine;
}

} // namespace

MakeEngine practice_engine(const config::PracticeSettings& settings) {
    if (!settings.enabled) return {};
    return [settings](base::Executor& events_on, const base::Clock& clock, base::Random& random) {
        return make_engine(settings, events_on, clock, random);
    };
}

} // namespace sangdam::hubd
