// SPDX-License-Identifier: MIT

#include "shell/desktop.h"

#include "base/log.h"
#include "base/uuid.h"
#include "desk/desk.h"
#include "desk/handset_check_on.h"
#include "desk/handset_page.h"
#include "desk/key_handset.h"
#include "desk/on_executor.h"
#include "hid/handsets.h"
#include "hublink/hub_link.h"
#include "os/hot_keys.h"
#include "os/local_channel.h"
#include "os/machine_watch.h"
#include "phone/sip_phone.h"
#include "shell/no_centre.h"
#include "shell/sound.h"
#include "shell/status_json.h"
#include "store/draft_box.h"

#include <utility>

namespace sangdam::shell {
namespace {

namespace log = base::log;

phone::PhoneConfig phone_of(const core::SessionGranted& granted) {
    phone::PhoneConfig config;
    config.account.registrar = granted.seat.registrar;
    config.account.user = granted.seat.user;
    config.account.secret = granted.seat.password;
    config.account.display = granted.me.name;
    config.bind_address = "0.0.0.0";
    return config;
}

sip::SrtpWish wish_of(config::SipEncryption encryption) {
    switch (encryption) {
    case config::SipEncryption::Off: return sip::SrtpWish::Off;
    case config::SipEncryption::Preferred: return sip::SrtpWish::Preferred;
    case config::SipEncryption::Mandatory: return sip::SrtpWish::Mandatory;
    }
    return sip::SrtpWish::Off;
}

sip::Transport transport_of(config::SipTransport transport) {
    switch (transport) {
    case config::SipTransport::Udp: return sip::Transport::Udp;
    case config::SipTransport::Tcp: return sip::Transport::Tcp;
    case config::SipTransport::Tls: return sip::Transport::Tls;
    }
    return sip::Transport::Udp;
}

base::Result<phone::PhoneAccount> account_of(const config::SipAccountSettings& settings) {
    phone::PhoneAccount account;
    account.registrar = settings.registrar;
    account.user = settings.user;
    account.display = settings.display;
    if (!settings.password.empty()) {
        SDC_TRY(account.secret, config::read_password(settings.password));
    }
    account.transport = transport_of(settings.transport);
    account.proxy = settings.proxy;
    account.srtp = wish_of(settings.srtp);
    account.pickup_code = settings.pickup_code;
    account.answer_token = base::Secret(settings.answer_token);
    account.watch_messages = settings.watch_messages;
    return account;
}

base::Result<phone::PhoneConfig> phone_of(const config::DesktopSettings& all) {
    const auto& settings = *all.sip;
    phone::PhoneConfig config;
    SDC_TRY(config.account, account_of(settings));
    for (const auto& more : all.more_sip) {
        SDC_TRY(auto account, account_of(more));
        config.others.push_back(std::move(account));
    }
    config.ca_file = settings.ca_file;
    config.bind_address = settings.bind;
    config.bind_port = settings.port;
    return config;
}

// Where the USB handsets are once the call thread has made them. Call thread only.
struct UsbHandsets {
    std::weak_ptr<hid::Handsets> there;
};

// Without USB handsets the desk still works: keys and buttons do the same.
std::shared_ptr<hid::Handsets> open_usb(base::Executor& call, base::Timers& timers,
                                        const base::Clock& clock, hid::HandsetOptions options) {
    auto opened = hid::open_handsets(call, timers, clock, std::move(options));
    if (opened) return std::move(opened).value();
    log::error("handset", "{}", opened.error().what);
    return nullptr;
}

hid::HandsetOptions taught_in(const std::filesystem::path& folder) {
    hid::HandsetOptions options;
    options.taught_file = (folder / "handsets.toml").string();
    if (auto taught = hid::load_taught(options.taught_file))
        options.taught = std::move(taught).value();
    else
        log::error("handset", "what was taught is not used: {}", taught.error().what);
    return options;
}

} // namespace

struct Desktop::Parts {
    Parts(DesktopOptions o, base::Executor& e, base::Timers& t, const base::Clock& c)
        : options(std::move(o)), presenters(e), timers(t), clock(c) {}
    ~Parts();

    base::Status build();
    void wire_presenters();
    void open_handsets();
    void watch_the_machine();
    base::Status open_channel();
    void install(const phone::PhoneConfig&);
    std::string status(bool json) const;
    std::string set_state(const CtlRequest&);

    DesktopOptions options;
    base::Executor& presenters;
    base::Timers& timers;
    const base::Clock& clock;
    base::SystemRandom random;

    std::unique_ptr<CallSide> calls;
    std::shared_ptr<UsbHandsets> usb = std::make_shared<UsbHandsets>();
    std::unique_ptr<desk::HandsetCheckOn> handset_check;
    std::unique_ptr<desk::HandsetPage> handset_page;
    std::unique_ptr<os::MachineWatch> machine;
    std::unique_ptr<Sound> sound;
    std::unique_ptr<core::DraftBox> drafts;
    std::unique_ptr<core::Centre> centre;
    std::unique_ptr<desk::CallCommandsOn> commands;
    std::shared_ptr<desk::Desk> desk;
    std::shared_ptr<desk::CallsListenerOn> calls_hop;
    std::shared_ptr<desk::HandsetDeskListenerOn> handset_hop;
    struct Watching; // What status() reports.
    std::shared_ptr<Watching> watching;
    std::shared_ptr<desk::CallsListenerOn> watching_calls;
    std::shared_ptr<desk::HandsetDeskListenerOn> watching_handset;
    desk::Subscription session;
    desk::Subscription signed_out;
    base::Secret seat; // The account the phone was installed with; empty: none.
    std::shared_ptr<CtlServer> ctl;
    std::unique_ptr<os::LocalChannel> channel;
    std::function<void(const std::vector<std::string>&)> show;
    std::function<void()> quit;
};

struct Desktop::Parts::Watching final : desk::CallsListener, desk::HandsetDeskListener {
    void calls_changed(const desk::CallsView& now) override { calls = now; }
    void handset_changed(const desk::HandsetDeskView& now) override {
        const bool other = handset.devices != now.devices;
        handset = now;
        if (other && devices_changed) devices_changed(now.devices);
    }
    desk::CallsView calls;
    desk::HandsetDeskView handset;
    std::function<void(const std::vector<core::HandsetDevice>&)> devices_changed;
    std::uint16_t sip_port = 0;
};

Desktop::Parts::~Parts() {
    channel.reset(); // Nobody may ask any more.
    if (watching) watching->devices_changed = nullptr;
    session.reset();
    signed_out.reset();
    machine.reset();
    handset_page.reset();
    handset_check.reset();
    // Hangs up, un-registers, joins call and media thread; only then may the sound line go. Its
    // last words reach presenters that still live.
    calls.reset();
    sound.reset();
    ctl.reset(); // What was asked and not answered yet finds the doors closed.
}

base::Status Desktop::Parts::build() {
    SDC_TRY(calls, CallSide::open(clock));
    SDC_TRY(auto sealer, store::Sealer::open(options.data_dir / "drafts.key"));
    SDC_TRY(drafts, store::SqliteDraftBox::open(options.data_dir / "drafts.db", std::move(sealer)));
    if (options.settings.hub_url.empty()) {
        centre = std::make_unique<NoCentre>(presenters);
    } else {
        hublink::HubLink::Settings link;
        link.url = options.settings.hub_url;
        SDC_TRY(centre, hublink::HubLink::open(std::move(link), presenters, clock, random));
    }
    wire_presenters();
    open_handsets();
    watch_the_machine();
    sound = std::make_unique<Sound>(options.settings, presenters, timers, clock);
    calls->set_line(sound->line());
    watching->devices_changed = [this](const std::vector<core::HandsetDevice>& devices) {
        sound->follow(devices);
    };
    return open_channel();
}

void Desktop::Parts::wire_presenters() {
    commands =
        std::make_unique<desk::CallCommandsOn>(calls->executor(), calls->commands(), presenters);
    desk = std::make_shared<desk::Desk>(
        desk::DeskPorts{*centre, *drafts, *commands, presenters, timers, clock, random});
    calls_hop = std::make_shared<desk::CallsListenerOn>(presenters, desk);
    handset_hop = std::make_shared<desk::HandsetDeskListenerOn>(presenters, desk);
    watching = std::make_shared<Watching>();
    watching_calls = std::make_shared<desk::CallsListenerOn>(presenters, watching);
    watching_handset = std::make_shared<desk::HandsetDeskListenerOn>(presenters, watching);
    // The handset and the phone tell call side first; windows hear of it one hop later.
    calls->add_listener(std::shared_ptr<desk::CallsListener>(calls_hop));
    calls->add_listener(std::shared_ptr<desk::HandsetDeskListener>(handset_hop));
    calls->add_listener(std::shared_ptr<desk::CallsListener>(watching_calls));
    calls->add_listener(std::shared_ptr<desk::HandsetDeskListener>(watching_handset));
    if (!options.settings.sip) {
        session = desk->agent().watch_session([this](const core::SessionGranted& granted) {
            // The same seat again (the hub forgot us): the phone and its calls go on as they are.
            const auto config = phone_of(granted);
            const auto& account = config.account;
            const auto now = account.registrar + " " + account.user + " " + account.secret.reveal();
            if (std::exchange(seat, base::Secret(now)) == base::Secret(now)) return;
            install(config);
        });
        signed_out = desk->agent().watch([this](const desk::AgentView& view) {
            // Signed out, or in at another PC: this seat must not ring here any more.
            if (view.sign_in != desk::SignIn::Out || seat.empty() || !watching->calls.live.empty())
                return;
            seat = {};
            calls->remove_phone();
        });
    }
}

void Desktop::Parts::open_handsets() {
    if (options.settings.handset_enabled) {
        calls->add_handset([&time = clock, slot = usb, taught = taught_in(options.data_dir)](
                               base::Executor& call, base::Timers& call_timers) {
            auto opened = open_usb(call, call_timers, time, taught);
            slot->there = opened;
            return opened;
        });
        handset_check = std::make_unique<desk::HandsetCheckOn>(
            calls->executor(), [slot = usb] { return slot->there.lock().get(); }, presenters);
        handset_page = std::make_unique<desk::HandsetPage>(*handset_check, timers);
    }
    if (!options.settings.global_keys) return;
    calls->add_handset([&time = clock](base::Executor& call, base::Timers&) {
        return std::make_shared<desk::KeyHandset>(
            [&call](core::HotKeyListener& keys) { return os::open_hot_keys(call, keys); }, time);
    });
}

// Handsets forget their lamps in their sleep, and the PBX forgets us in ours.
void Desktop::Parts::watch_the_machine() {
    machine = os::watch_machine(
        presenters, [this, slot = usb, alive = std::weak_ptr(watching)](os::MachineEvent event) {
            if (alive.expired()) return; // Told while the desk closed.
            if (event == os::MachineEvent::FallingAsleep)
                return log::info("machine", "goes to sleep");
            log::info("machine", "{}",
                      event == os::MachineEvent::Woke ? "has woken up" : "its network has changed");
            calls->network_changed();
            if (event != os::MachineEvent::Woke) return;
            calls->executor().post([slot] {
                if (const auto handsets = slot->there.lock()) handsets->resumed();
            });
        });
}

void Desktop::Parts::install(const phone::PhoneConfig& config) {
    calls->install_phone(config, [this, weak = std::weak_ptr(watching)](std::uint16_t port) {
        presenters.post([weak, port] {
            if (const auto there = weak.lock()) there->sip_port = port;
        });
    });
}

base::Status Desktop::Parts::open_channel() {
    CtlServer::Doors doors{calls->commands(),
                           presenters,
                           [this](bool json) { return status(json); },
                           [this](const CtlRequest& request) { return set_state(request); },
                           [this](const std::vector<std::string>& targets) {
                               if (show) show(targets);
                           },
                           [this] {
                               if (quit) quit();
                           }};
    ctl = std::make_shared<CtlServer>(std::move(doors));
    SDC_TRY(channel, os::LocalChannel::open(options.session_dir, calls->executor(),
                                            [weak = std::weak_ptr(ctl)](const std::string& line,
                                                                        os::ChannelReply reply) {
                                                if (const auto server = weak.lock())
                                                    server->handle(line, std::move(reply));
                                            }));
    return base::Done{};
}

std::string Desktop::Parts::status(bool json) const {
    Status now{desk->agent().view(), watching->calls,    watching->handset,        sound->device(),
               sound->trouble(),     watching->sip_port, options.settings.hub_url, clock.now()};
    return json ? status_json(now) : status_text(now);
}

std::string Desktop::Parts::set_state(const CtlRequest& request) {
    const auto wish =
        request.arguments.empty() ? std::nullopt : core::parse_agent_state(request.arguments[0]);
    if (wish != core::AgentState::Available && wish != core::AgentState::Away)
        return "state takes available or away [REASON]";
    if (desk->agent().view().sign_in != desk::SignIn::In)
        return "not signed in to a hub, so there is no state to change";
    desk->agent().set_state(*wish, request.arguments.size() > 1 ? request.arguments[1] : "");
    return "";
}

base::Result<std::unique_ptr<Desktop>> Desktop::open(DesktopOptions options,
                                                     base::Executor& presenters,
                                                     base::Timers& timers,
                                                     const base::Clock& clock) {
    auto parts = std::make_unique<Parts>(std::move(options), presenters, timers, clock);
    SDC_CHECK(parts->build());
    return std::unique_ptr<Desktop>(new Desktop(std::move(parts)));
}

Desktop::Desktop(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Desktop::~Desktop() = default;

desk::Desk& Desktop::desk() { return *parts_->desk; }
CallSide& Desktop::calls() { return *parts_->calls; }
desk::HandsetPage* Desktop::handset_page() { return parts_->handset_page.get(); }
const std::string& Desktop::hub_url() const { return parts_->options.settings.hub_url; }

void Desktop::on_show(std::function<void(const std::vector<std::string>&)> show) {
    parts_->show = std::move(show);
}
void Desktop::on_quit(std::function<void()> quit) { parts_->quit = std::move(quit); }

void Desktop::start() {
    auto& settings = parts_->options.settings;
    parts_->desk->start();
    if (settings.sip) {
        if (auto phone = phone_of(settings)) {
            parts_->install(*phone);
        } else {
            log::error("desk", "the SIP account cannot be used: {}", phone.error().what);
        }
    }
    if (settings.hub_url.empty() || settings.login.empty() || settings.password.empty()) return;
    if (auto password = config::read_password(settings.password)) {
        parts_->desk->agent().sign_in(settings.login, std::move(password).value());
    } else {
        log::error("desk", "cannot sign in by itself: {}", password.error().what);
    }
}

} // namespace sangdam::shell
