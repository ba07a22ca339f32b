// SPDX-License-Identifier: MIT

#include "sip/endpoint.h"

#include "base/log.h"
#include "sip/accounts.h"
#include "sip/bind_port.h"
#include "sip/leg.h"
#include "sip/stack_access.h"
#include "sip/system_names.h"
#include "sip/trust_folder.h"
#include "sip/watches.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

namespace sangdam::sip {
namespace {
using namespace std::chrono_literals;
constexpr auto kGoodbyesWithin = 700ms;
constexpr const char* kNone = nullptr; // Forget the stack's own choice first.
constexpr std::size_t kMaxMessage = 65'536;
// RFC 4028: a call whose far end has vanished ends by itself. 1800 s is what the RFC recommends.
constexpr unsigned kSessionLasts = 1800;
constexpr unsigned kShortestSession = 90;
} // namespace

// Outlives its Endpoint until the last BYE is answered (or 700 ms have passed): it holds itself.
struct Endpoint::Stack final : NuaOwner, std::enable_shared_from_this<Endpoint::Stack> {
    Stack(CallThread& thread, EndpointConfig settings, TrustFolder roots, std::uint16_t tls_port)
        : config(std::move(settings)), secure_port(tls_port), trust(std::move(roots)),
          names(config.resolver.empty()), context{thread, config, nullptr, {}, {}},
          registrar(context), accounts(context, names), legs(context, registrar), watches(context) {
    }

    bool start();
    void close();
    void on_event(const NuaEvent&) override;
    void goodbye_if_done();
    void shut_down();
    static void callback(nua_event_t, int, const char*, nua_t*, NuaOwner*, nua_handle_t*,
                         HandleOwner*, const sip_t*, tagi_t*);

    const EndpointConfig config; // With the port that was chosen.
    const std::uint16_t secure_port;
    TrustFolder trust;
    SystemNames names;
    StackContext context;
    RegistrarDesk registrar;
    Accounts accounts;
    Legs legs;
    Watches watches;
    std::shared_ptr<Stack> self; // While it says goodbye.
    bool shutting_down = false;
    base::Timer patience;
};

bool Endpoint::Stack::start() {
    context.later = [weak = weak_from_this(), &thread = context.thread](base::Task task) {
        thread.post([weak, task = std::move(task)] {
            const auto alive = weak.lock();
            if (!alive) return;
            task();
            alive->goodbye_if_done();
        });
    };
    const auto host =
        config.address.find(':') == std::string::npos ? config.address : "[" + config.address + "]";
    const auto plain = fmt::format("sip:{}:{}{}", host, config.port,
                                   config.udp && config.tcp ? ""
                                   : config.udp             ? ";transport=udp"
                                                            : ";transport=tcp");
    const auto secure = fmt::format("sips:{}:{}", host, secure_port);
    context.nua = nua_create(
        StackAccess::root(context.thread), callback, this,
        TAG_IF(config.udp || config.tcp, NUTAG_URL(plain.c_str())),
        TAG_IF(config.tls, NUTAG_SIPS_URL(secure.c_str())),
        TAG_IF(config.tls, NUTAG_CERTIFICATE_DIR(trust.folder().c_str())),
        TPTAG_TLS_VERIFY_POLICY(TPTLS_VERIFY_OUT | TPTLS_VERIFY_SUBJECTS_OUT),
        TPTAG_TLS_VERIFY_DEPTH(8), TPTAG_TLS_VERIFY_DATE(1), SRESTAG_CACHE(names.cache()),
        TAG_IF(!config.resolver.empty(), SRESTAG_RESOLV_CONF(config.resolver.c_str())),
        NUTAG_MEDIA_ENABLE(0), // SDP is ours (sip/offer_answer.h); its parser is never reached.
        NUTAG_AUTOANSWER(0), NUTAG_AUTOALERT(0), NUTAG_AUTOACK(1), NUTAG_ENABLEMESSAGE(0),
        SIPTAG_ALLOW_STR(kAllowedAnywhere), NUTAG_APPL_METHOD(kNone),
        NUTAG_APPL_METHOD("INVITE, REGISTER, REFER, UPDATE, NOTIFY"),
        NUTAG_ALLOW_EVENTS("dialog, message-summary"), NUTAG_M_USERNAME(config.user.c_str()),
        NUTAG_OUTBOUND("no-options-keepalive no-validate no-outbound"),
        SIPTAG_SUPPORTED_STR("replaces, timer, 100rel"), NUTAG_SESSION_TIMER(kSessionLasts),
        NUTAG_MIN_SE(kShortestSession), SIPTAG_USER_AGENT_STR(config.user_agent.c_str()),
        NTATAG_MAXSIZE(kMaxMessage),
        // Our own INVITEs with two codecs' fmtp pass 1300 bytes; a LAN carries fragments, while a
        // phone that registered over UDP need not listen on TCP (RFC 3261 §18.1.1).
        NTATAG_UDP_MTU(4000), NTATAG_SERVER_RPORT(2), NTATAG_CLIENT_RPORT(1), TAG_END());
    return context.nua != nullptr;
}

void Endpoint::Stack::callback(nua_event_t what, int status, const char* phrase, nua_t*,
                               NuaOwner* owner, nua_handle_t* handle, HandleOwner* handle_owner,
                               const sip_t* sip, tagi_t* tags) {
    auto* stack = static_cast<Stack*>(owner);
    const auto alive = stack->shared_from_this();
    const NuaEvent event{what, status, phrase, handle, sip, tags};
    if (handle_owner != nullptr) {
        handle_owner->on_event(event);
    } else {
        stack->on_event(event);
    }
    stack->goodbye_if_done();
}

void Endpoint::Stack::on_event(const NuaEvent& event) {
    switch (event.what) {
    case nua_i_invite: legs.offered(event); break;
    case nua_i_register: registrar.on_register(event); break;
    case nua_i_notify: watches.unsolicited(event); break;
    case nua_r_shutdown:
        if (event.status >= 200)
            StackAccess::run_outside_loop(context.thread, [keep = self] {
                nua_destroy(std::exchange(keep->context.nua, nullptr));
                keep->self.reset();
                StackAccess::guest_left(keep->context.thread);
            });
        break;
    default:
        // A stray event on a handle of its own (OPTIONS and the like): the stack has answered.
        if (event.handle != nullptr && nua_handle_magic(event.handle) == nullptr &&
            event.what < nua_r_set_params)
            nua_handle_destroy(event.handle);
        break;
    }
}

void Endpoint::Stack::close() {
    self = shared_from_this();
    StackAccess::guest_came(context.thread);
    legs.set_listener(nullptr);
    registrar.set_registrar(nullptr);
    accounts.mute_and_remove_all();
    watches.close();
    legs.end_all();
    patience = context.thread.after(kGoodbyesWithin, [this] { shut_down(); });
    goodbye_if_done();
}

void Endpoint::Stack::goodbye_if_done() {
    if (self && !shutting_down && legs.empty() && accounts.empty()) shut_down();
}

void Endpoint::Stack::shut_down() {
    if (std::exchange(shutting_down, true)) return;
    patience.reset();
    accounts.drop_all();
    legs.drop_all();
    watches.drop_all();
    nua_shutdown(context.nua);
}

base::Result<std::unique_ptr<Endpoint>> Endpoint::open(CallThread& thread, EndpointConfig config) {
    assert(thread.is_current());
    if (!config.udp && !config.tcp && !config.tls)
        return base::Error{base::Errc::BadInput, "neither UDP nor TCP nor TLS is wanted"};
    // The stack shares UDP ports and keeps a port that it chose to itself; so the port is chosen
    // and tried here. Somebody may take it before the stack does: then the next one.
    const bool any = config.port == 0;
    const bool plain = config.udp || config.tcp;
    for (int tries = any ? 8 : 1; tries > 0; --tries) {
        auto attempt = config;
        TrustFolder trust;
        if (config.tls) {
            SDC_TRY(trust, TrustFolder::make(config.ca_file, config.certificate));
        }
        SDC_TRY(attempt.port,
                free_port(config.address, config.port, config.udp, config.tcp || !plain));
        auto secure = attempt.port; // TLS has its own port beside the others.
        if (config.tls && plain) {
            SDC_TRY(secure, free_port(config.address, 0, false, true));
        }
        auto stack = std::make_shared<Stack>(thread, attempt, std::move(trust), secure);
        if (!stack->start()) continue;
        base::log::info("sip", "listening on {}:{}", attempt.address, attempt.port);
        return std::unique_ptr<Endpoint>(new Endpoint(std::move(stack)));
    }
    return base::Error{base::Errc::Unavailable,
                       fmt::format("the SIP stack cannot listen on {}:{}", config.address,
                                   any ? "any port" : std::to_string(config.port))};
}

Endpoint::Endpoint(std::shared_ptr<Stack> stack) : stack_(std::move(stack)) {}

Endpoint::~Endpoint() {
    assert(stack_->context.thread.is_current());
    stack_->close();
}

void Endpoint::set_listener(LegListener* listener) { stack_->legs.set_listener(listener); }
void Endpoint::set_registrar(Registrar* registrar) { stack_->registrar.set_registrar(registrar); }
std::uint16_t Endpoint::port() const { return stack_->config.port; }

std::string Endpoint::address_towards(std::string_view towards) const {
    return local_address_towards(stack_->config.address, towards);
}

base::Result<LegId> Endpoint::invite(OutgoingLeg call) {
    return stack_->legs.invite(std::move(call));
}

void Endpoint::ring(LegId id, int status, std::string sdp, Headers headers) {
    if (auto* leg = stack_->legs.find(id)) leg->ring(status, sdp, headers);
}

void Endpoint::answer(LegId id, std::string sdp, Headers headers) {
    if (auto* leg = stack_->legs.find(id)) leg->answer(sdp, headers);
}

void Endpoint::reject(LegId id, int status, Headers headers) {
    if (auto* leg = stack_->legs.find(id)) leg->reject(status, headers);
}

void Endpoint::challenge(LegId id) { stack_->legs.challenge(id); }

void Endpoint::reinvite(LegId id, std::string sdp) {
    if (auto* leg = stack_->legs.find(id)) leg->reinvite(std::move(sdp));
}

void Endpoint::info_digit(LegId id, char digit, std::chrono::milliseconds duration) {
    if (auto* leg = stack_->legs.find(id)) leg->info_digit(digit, duration);
}

void Endpoint::refer(LegId id, const std::string& target, const std::string& referred_by) {
    if (auto* leg = stack_->legs.find(id)) leg->refer("<" + target + ">", referred_by);
}

void Endpoint::refer_into(LegId id, LegId other, const std::string& referred_by) {
    auto* leg = stack_->legs.find(id);
    const auto* into = stack_->legs.find(other);
    if (leg == nullptr) return;
    if (into == nullptr || !into->dialog().known()) return leg->refer_impossible();
    leg->refer("<" + refer_to_with_replaces(into->dialog()) + ">", referred_by);
}

void Endpoint::tell_referrer(LegId id, int status, const std::string& phrase) {
    if (auto* leg = stack_->legs.find(id)) leg->tell_referrer(status, phrase);
}

void Endpoint::watch_dialogs(AccountId account, const std::vector<std::string>& extensions) {
    stack_->watches.dialogs(stack_->accounts.find(account), extensions);
}

void Endpoint::watch_messages(AccountId account) {
    stack_->watches.messages(stack_->accounts.find(account));
}

void Endpoint::set_watch_listener(WatchListener* listener) {
    stack_->watches.set_listener(listener);
}

void Endpoint::set_credentials(LegId id, Credentials credentials) {
    if (auto* leg = stack_->legs.find(id)) leg->set_credentials(std::move(credentials));
}

void Endpoint::bye(LegId id, std::string reason) {
    if (auto* leg = stack_->legs.find(id)) leg->bye(reason);
}

AccountId Endpoint::add_account(Account account, std::function<void(const AccountReport&)> report) {
    return stack_->accounts.add(std::move(account), std::move(report));
}

void Endpoint::remove_account(AccountId id) { stack_->accounts.remove(id); }
void Endpoint::refresh_accounts() { stack_->accounts.refresh(); }

std::vector<Binding> Endpoint::bindings(std::string_view user) const {
    return stack_->registrar.bindings().of(user);
}

void Endpoint::drop_bindings(std::string_view user) { stack_->registrar.drop(user); }

std::string_view name(Transport transport) {
    switch (transport) {
    case Transport::Udp: return "udp";
    case Transport::Tcp: return "tcp";
    case Transport::Tls: return "tls";
    }
    return "udp";
}

bool Ending::answered_elsewhere() const {
    const std::string_view all = reason;
    const auto protocol = all.substr(0, all.find_first_of("; \t"));
    const auto at = all.find("cause=200");
    if (protocol != "SIP" || at == std::string_view::npos) return false;
    const auto after = all.substr(at + std::string_view{"cause=200"}.size());
    return after.empty() || after.find_first_of("; \t") == 0;
}

} // namespace sangdam::sip
