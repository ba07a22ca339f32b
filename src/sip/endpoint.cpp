// SPDX-License-Identifier: MIT

#include "sip/endpoint.h"

#include "base/log.h"
#include "sip/accounts.h"
#include "sip/bind_port.h"
#include "sip/leg.h"
#include "sip/stack_access.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

namespace sangdam::sip {
namespace {
using namespace std::chrono_literals;
constexpr auto kGoodbyesWithin = 700ms;
constexpr const char* kNone = nullptr; // Forget the stack's own choice first.
constexpr std::size_t kMaxMessage = 65'536;
} // namespace

// Outlives its Endpoint until the last BYE is answered (or 700 ms have passed): it holds itself.
struct Endpoint::Stack final : NuaOwner, std::enable_shared_from_this<Endpoint::Stack> {
    Stack(CallThread& thread, EndpointConfig settings)
        : config(std::move(settings)), context{thread, config, nullptr, {}, {}}, registrar(context),
          accounts(context), legs(context, registrar) {}

    bool start();
    void close();
    void on_event(const NuaEvent&) override;
    void goodbye_if_done();
    void shut_down();
    static void callback(nua_event_t, int, const char*, nua_t*, NuaOwner*, nua_handle_t*,
                         HandleOwner*, const sip_t*, tagi_t*);

    const EndpointConfig config; // With the port that was chosen.
    StackContext context;
    RegistrarDesk registrar;
    Accounts accounts;
    Legs legs;
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
    const bool both = config.udp && config.tcp;
    const auto host =
        config.address.find(':') == std::string::npos ? config.address : "[" + config.address + "]";
    const auto url = fmt::format("sip:{}:{}{}", host, config.port,
                                 both ? "" : (config.udp ? ";transport=udp" : ";transport=tcp"));
    context.nua = nua_create(
        StackAccess::root(context.thread), callback, this, NUTAG_URL(url.c_str()),
        NUTAG_MEDIA_ENABLE(0), // SDP is ours (sip/offer_answer.h); its parser is never reached.
        NUTAG_AUTOANSWER(0), NUTAG_AUTOALERT(0), NUTAG_AUTOACK(1), NUTAG_ENABLEMESSAGE(0),
        SIPTAG_ALLOW_STR("INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, REGISTER"),
        NUTAG_APPL_METHOD(kNone), NUTAG_APPL_METHOD("INVITE, REGISTER"),
        NUTAG_M_USERNAME(config.user.c_str()),
        NUTAG_OUTBOUND("no-options-keepalive no-validate no-outbound"),
        // Refreshing a session by ourselves would need an offer; the far end may do it (RFC 4028).
        SIPTAG_SUPPORTED_STR(""), NUTAG_SESSION_TIMER(0),
        SIPTAG_USER_AGENT_STR(config.user_agent.c_str()), NTATAG_MAXSIZE(kMaxMessage),
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
    nua_shutdown(context.nua);
}

base::Result<std::unique_ptr<Endpoint>> Endpoint::open(CallThread& thread, EndpointConfig config) {
    assert(thread.is_current());
    if (!config.udp && !config.tcp)
        return base::Error{base::Errc::BadInput, "neither UDP nor TCP is wanted"};
    // The stack shares UDP ports and keeps a port that it chose to itself; so the port is chosen
    // and tried here. Somebody may take it before the stack does: then the next one.
    const bool any = config.port == 0;
    for (int tries = any ? 8 : 1; tries > 0; --tries) {
        auto attempt = config;
        SDC_TRY(attempt.port, free_port(config.address, config.port, config.udp, config.tcp));
        auto stack = std::make_shared<Stack>(thread, attempt);
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

std::string_view name(Transport transport) { return transport == Transport::Udp ? "udp" : "tcp"; }

bool Ending::answered_elsewhere() const {
    const std::string_view all = reason;
    const auto protocol = all.substr(0, all.find_first_of("; \t"));
    const auto at = all.find("cause=200");
    if (protocol != "SIP" || at == std::string_view::npos) return false;
    const auto after = all.substr(at + std::string_view{"cause=200"}.size());
    return after.empty() || after.find_first_of("; \t") == 0;
}

} // namespace sangdam::sip
