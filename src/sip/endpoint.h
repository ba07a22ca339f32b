// SPDX-License-Identifier: MIT
//
// One SIP endpoint (RFC 3261) on a call thread: user agent and, when a Registrar is set, also
// registrar for those who phone through us. Everything here is to be used on the call thread; the
// listener is called on it, never from inside a command.
//
// A leg is one dialog that an INVITE began. Legs are ids: a command on a leg that has just ended
// changes nothing, because on a network that is normal. Bodies are SDP as text; sip/sdp.h reads it.
//
//   incoming   leg_offered -> ring()? -> answer() | reject() -> leg_confirmed -> bye() | leg_ended
//   outgoing   invite() -> leg_progress* -> leg_answered -> bye() | leg_ended
//   within     reinvite() -> leg_reanswered;  leg_reoffered -> answer() | reject()
//
// leg_ended comes once for every leg, also after our own bye() and reject(), and ends its id.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "sip/dialog_info.h"
#include "sip/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::sip {

class CallThread;

enum class LegId : std::uint64_t {}; // Counted from 1, never reused while the endpoint lives.
enum class AccountId : std::uint32_t {};
enum class Transport { Udp, Tcp, Tls };
std::string_view name(Transport); // "udp", "tcp", "tls"

// --- what happens to legs -----------------------------------------------------------------------

struct IncomingLeg {
    LegId leg{};
    std::string request_uri;
    std::string request_user; // Whom they want: the user part of the request URI.
    Party from;
    Party to;
    std::optional<Party> asserted; // P-Asserted-Identity (RFC 3325), else Remote-Party-ID.
    std::string call_id;
    std::string sdp; // Empty: the offer is ours to make, in answer() (RFC 3261 §13.2.1).
    Headers headers; // All X-…, Alert-Info, Call-Info, Diversion, Privacy, Reason and the like.
    std::string source; // "192.0.2.1:5060", where the packet came from.
    // The leg whose place it takes (Replaces, RFC 3891): that one is to be ended when this is
    // answered. An INVITE that names a dialog which is not ours never comes here (481).
    std::optional<LegId> replaces;
    std::string authenticated; // User whose digest was right; empty: nobody proved anything.
    base::TimePoint received{};
};

struct Ending {
    bool by_remote = true;
    int status = 0; // Final status of the INVITE; 0 for a dialog that was up and got a BYE.
    std::string phrase;
    bool cancelled = false; // The caller's CANCEL, or its INVITE timed out.
    // RFC 3326, from BYE, CANCEL or the response: "SIP;cause=200;text=…" means a colleague took it.
    std::string reason;
    bool answered_elsewhere() const;
};

// The far end asks us to call somebody (RFC 3515), maybe to take its place there.
struct ReferRequest {
    std::string target;   // A sip: URI without headers.
    std::string replaces; // Value for the Replaces header of that INVITE; may be empty.
    std::string referred_by;
};

class LegListener {
public:
    virtual ~LegListener() = default;
    virtual void leg_offered(const IncomingLeg&) = 0;
    // 101–199 to our INVITE; `sdp` is empty without early media.
    virtual void leg_progress(LegId, int /*status*/, const std::string& /*sdp*/) {}
    // 2xx to our INVITE. ACK has gone out.
    virtual void leg_answered(LegId, const std::string& /*sdp*/) {}
    // Our 200 has been handed to the network just now.
    virtual void leg_accepted(LegId) {}
    // Our 200 was acknowledged. `sdp` is their answer when the offer was in our 200, else empty.
    virtual void leg_confirmed(LegId, const std::string& /*sdp*/) {}
    // Re-INVITE. Empty: they ask for our offer. To be answered at once or soon.
    virtual void leg_reoffered(LegId, const std::string& /*sdp*/) {}
    // Final answer to our reinvite(). 491 was retried before (RFC 3261 §14.1).
    virtual void leg_reanswered(LegId, int /*status*/, const std::string& /*sdp*/) {}
    // How the far end's own call goes that our refer() asked for: the status of its sipfrag, or of
    // the answer that refused our REFER. `final`: nothing more comes (RFC 3515 §2.4.4).
    virtual void leg_refer_told(LegId, int /*status*/, bool /*final*/) {}
    // False: declined. True: taken, and tell_referrer() says how our own call goes.
    virtual bool leg_referred(LegId, const ReferRequest&) { return false; }
    virtual void leg_digit(LegId, char /*digit*/) {} // INFO application/dtmf-relay or /dtmf.
    virtual void leg_ended(LegId, const Ending&) {}
};

// --- what a PBX tells about others
// ----------------------------------------------------------------

class WatchListener {
public:
    virtual ~WatchListener() = default;
    virtual void dialogs_told(const std::string& extension, const std::vector<WatchedDialog>&) = 0;
    virtual void dialogs_unknown(const std::string& extension) = 0; // It does not say, or no more.
    virtual void messages_told(const MessageSummary&) = 0;
};

// --- what is asked of legs -----------------------------------------------------------------------

struct Credentials {
    std::string user; // Of the digest.
    base::Secret secret;
};

struct OutgoingLeg {
    std::string target;       // Request URI, "sip:1001@192.0.2.1;transport=tcp".
    std::string route;        // First hop when it is not the target; Binding::route. May be empty.
    std::string from_uri;     // "sip:01012345678@192.0.2.9"; empty: our own address.
    std::string from_display; // UTF-8.
    std::string sdp;          // The offer.
    std::string replaces{};   // Value of a Replaces header (RFC 3891).
    std::string referred_by{};
    Headers headers; // Added as they are; unsafe ones are left out and logged.
    std::optional<Credentials> credentials;
};

// --- registering at somebody else's registrar
// -----------------------------------------------------

struct Account {
    std::string registrar; // "sip:pbx.example:5060;transport=tcp" or "pbx.example:5060"
    std::string user;
    std::string auth_user; // Empty: `user`.
    base::Secret secret;
    std::string display;
    std::chrono::seconds expires{300};
    std::string proxy{}; // Everything goes through it first: "sip:edge.example;transport=tls;lr".
    // How often the PBX is asked whether it still hears us (OPTIONS); zero: never.
    std::chrono::milliseconds probe_every{25'000};
    std::chrono::milliseconds probe_within{4'000}; // No answer twice: registers anew.
};

struct AccountReport {
    // Refused: the registrar knows us and says no (secret, user): it is asked again only after a
    // minute. Unreachable: no answer, or its trouble (5xx); asked again 1, 2, 4 … 60 s later.
    enum class State { Trying, Registered, Refused, Unreachable, Removed };
    State state = State::Trying;
    int status = 0;                  // Of the last answer, 0 when there was none.
    std::string what;                // English, whole sentence part: "407 wrong password for 1001".
    std::chrono::seconds granted{0}; // When registered.
    // What the last OPTIONS came to: registered is a promise, this is a measurement.
    std::optional<bool> reachable{};
    std::optional<std::chrono::milliseconds> round_trip{};
    std::optional<base::TimePoint> last_heard{}; // Any message of the PBX's.
    std::string route{}; // Where calls of this account go first; empty: by their own address.
};

// --- being the registrar
// --------------------------------------------------------------------------

struct Binding {
    std::string user;
    std::string contact; // URI that the phone gave.
    // Where its packets really came from, as a route ("sip:127.0.0.1:40312;transport=tcp;lr"): the
    // way back through NAT, and along the same connection for TCP (RFC 3581, RFC 5626's idea).
    std::string route;
    std::string agent; // User-Agent.
};

class Registrar {
public:
    virtual ~Registrar() = default;
    virtual std::string realm() const = 0;
    // The digest secret of that user; nothing: no such user.
    virtual std::optional<base::Secret> secret_of(std::string_view user) const = 0;
    // The first binding of a user came, or the last one went or ran out.
    virtual void reachable_changed(const std::string& user, bool reachable) = 0;
};

// ---------------------------------------------------------------------------------------------------

struct EndpointConfig {
    std::string address = "127.0.0.1"; // Numeric; "0.0.0.0" for all of this machine's.
    std::uint16_t port = 0;            // 0: any that is free for all transports.
    bool udp = true;
    bool tcp = true;
    bool tls = false;          // TLS 1.2 or newer; what we connect to must prove its name.
    std::string ca_file;       // PEM; empty: the roots that this machine trusts.
    std::string certificate{}; // PEM, key and certificate: needed by who is called over TLS first.
    std::string resolver;      // A resolv.conf of one's own, for tests; empty: the system's.
    std::string user = "sangdam"; // User part of our Contact.
    std::string user_agent = "SangdamCall";
};

class Endpoint {
public:
    // On the call thread. Unavailable: the port is taken (the sentence says which). BadInput: not
    // an address of this machine. NotFound: no certificates to trust in `ca_file`.
    static base::Result<std::unique_ptr<Endpoint>> open(CallThread&, EndpointConfig);
    // On the call thread. Sends BYE, CANCEL and un-REGISTER for what is left; the thread lets
    // them finish. The listener hears nothing more.
    ~Endpoint();
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;

    void set_listener(LegListener*); // Must outlive the endpoint, or nullptr first. Without one,
                                     // INVITEs are refused (480).
    void set_registrar(Registrar*);  // Likewise. Without one, REGISTER is refused (403).

    std::uint16_t port() const;
    // Our address as one who looks from there sees it: what belongs into c= and From. `towards` is
    // a SIP URI or host; with a bind address it is that, with 0.0.0.0 the route decides.
    std::string address_towards(std::string_view towards) const;

    // Legs. BadInput: the target is no SIP URI.
    base::Result<LegId> invite(OutgoingLeg);
    void ring(LegId, int status = 180, std::string sdp = {}, Headers = {}); // 180, 182, 183
    void answer(LegId, std::string sdp, Headers = {}); // 200 to INVITE and re-INVITE.
    void reject(LegId, int status, Headers = {});      // 3xx–6xx to INVITE or re-INVITE.
    // Asks an incoming leg who it is (407). It ends with status 407; the caller's next try is a
    // new leg with `authenticated` set. Needs a Registrar.
    void challenge(LegId);
    void reinvite(LegId, std::string sdp);
    // Asks the far end to call `target`, or to take our place in `other` (Replaces, RFC 3891), both
    // in this leg's dialog. Waits for a re-INVITE of ours that is under way.
    void refer(LegId, const std::string& target, const std::string& referred_by);
    void refer_into(LegId, LegId other, const std::string& referred_by);
    // How the call goes that they asked for: a status of its INVITE; 200 and above end the matter.
    void tell_referrer(LegId, int status, const std::string& phrase = {});
    // Who we are when the far end challenges a request within this leg. Outgoing legs have it.
    void set_credentials(LegId, Credentials);
    void info_digit(LegId, char digit, std::chrono::milliseconds = std::chrono::milliseconds{160});
    // Ends it with what fits: CANCEL before the answer, 603 to one that rings, BYE after. `reason`
    // is the value of a Reason header, "SIP;cause=200;text=\"Call completed elsewhere\"".
    void bye(LegId, std::string reason = {});

    // Registering. The report is called on the call thread, also for the final Removed.
    AccountId add_account(Account, std::function<void(const AccountReport&)>);
    void remove_account(AccountId);
    void refresh_accounts(); // At once, back-off forgotten: the network came up, we woke.

    // Watching at an account's PBX; the far end's news come to the listener of watches. A
    // subscription that ends or fails is tried again by itself.
    void watch_dialogs(AccountId, const std::vector<std::string>& extensions);
    void watch_messages(AccountId);
    void set_watch_listener(WatchListener*); // Must outlive the endpoint, or nullptr first.

    // Registrar side: who can be rung, newest first.
    std::vector<Binding> bindings(std::string_view user) const;
    void drop_bindings(std::string_view user);

private:
    friend struct StackAccess;
    struct Stack;
    explicit Endpoint(std::shared_ptr<Stack>);
    std::shared_ptr<Stack> stack_;
};

} // namespace sangdam::sip
