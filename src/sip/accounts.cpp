// SPDX-License-Identifier: MIT

#include "sip/accounts.h"

#include "base/log.h"
#include "sip/back_off.h"
#include "sip/read_message.h"
#include "sip/tls_trouble.h"
#include "sip/write_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;
using State = AccountReport::State;

constexpr auto kFirstProbe = 500ms;

// UDP would go on asking for 32 s (RFC 3261 timer F); a person at a phone wants to know sooner.
constexpr auto kAnswerWithin = 5s;
constexpr auto kAfterRefusal = 60s;

std::string with_scheme(const std::string& registrar) {
    return registrar.rfind("sip:", 0) == 0 || registrar.rfind("sips:", 0) == 0 ? registrar
                                                                               : "sip:" + registrar;
}

// The address of record: the user at the registrar's host and port, without its parameters.
std::string address_of_record(const Account& account) {
    Home home;
    const auto* url = url_make(home.get(), with_scheme(account.registrar).c_str());
    if (url == nullptr || url->url_host == nullptr) return {};
    return fmt::format("sip:{}@{}{}{}", percent_encoded(account.user), url->url_host,
                       url->url_port != nullptr ? ":" : "", text_of(url->url_port));
}

std::string host_of(const std::string& uri) {
    Home home;
    const auto* url = url_make(home.get(), uri.c_str());
    return url != nullptr && url->url_host != nullptr ? std::string{url->url_host} : std::string{};
}

// The same address with the port written out: then no SRV record is asked for (RFC 3263 §4.2), and
// a name that no DNS server knows is found by what the system said.
std::string with_port(const std::string& uri) {
    Home home;
    auto* url = url_make(home.get(), uri.c_str());
    if (url == nullptr || url->url_port != nullptr) return uri;
    const bool tls = url->url_type == url_sips ||
                     (url->url_params != nullptr && std::string_view{url->url_params}.find(
                                                        "transport=tls") != std::string_view::npos);
    url->url_port = tls ? "5061" : "5060";
    return text_of(url);
}

// Ours to repair (a wrong secret, an unknown user), or the network's and the server's.
bool is_refusal(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 480 && status != 429;
}

} // namespace

class Accounts::Record final : public HandleOwner {
public:
    Record(Accounts& accounts, AccountId id, Account account, ReportTo report)
        : accounts_(accounts), id_(id), account_(std::move(account)), report_(std::move(report)) {}

    void start();
    void refresh();
    void remove(bool tell);
    void on_event(const NuaEvent&) override;

    const std::string& user() const { return account_.user; }
    AccountAccess access() const;
    void heard();

private:
    void send_register();
    void on_answer(const NuaEvent&);
    void probe_in(std::chrono::milliseconds);
    void probe();
    void on_probe_answer(const NuaEvent&);
    void probe_failed();
    void tell_again();
    std::string first_hop() const; // Proxy, or the registrar by its address; empty: as written.
    bool authenticate(const NuaEvent&);
    void failed(State, int status, std::string what);
    void tell(State, int status, std::string what, std::chrono::seconds granted = 0s);
    void gone();
    StackContext& context() { return accounts_.context_; }

    Accounts& accounts_;
    const AccountId id_;
    const Account account_;
    ReportTo report_;
    Handle handle_;
    int failures_ = 0;
    int challenges_ = 0;
    bool registered_ = false;
    bool removing_ = false;
    bool by_address_ = false; // DNS gave no answer last time: the system's resolver decides.
    std::uint32_t attempt_ = 0;
    Handle probe_;
    base::TimePoint probe_sent_{};
    int probes_lost_ = 0;
    base::Timer probe_patience_;
    base::Timer next_probe_;
    std::optional<bool> reachable_;
    std::optional<std::chrono::milliseconds> round_trip_;
    std::optional<base::TimePoint> last_heard_;
    base::Timer patience_; // For the answer.
    base::Timer again_;    // Until the next try.
    std::optional<AccountReport> told_;
};

void Accounts::Record::tell(State state, int status, std::string what,
                            std::chrono::seconds granted) {
    AccountReport report;
    report.state = state;
    report.status = status;
    report.what = std::move(what);
    report.granted = granted;
    // A refresh that went well is no news.
    const bool news = !told_ || told_->state != state || told_->what != report.what;
    if (news) base::log::info("sip", "account {}: {}", account_.user, report.what);
    told_ = std::move(report);
    if (news) tell_again();
}

void Accounts::Record::tell_again() {
    if (!told_) return;
    told_->reachable = reachable_;
    told_->round_trip = round_trip_;
    told_->last_heard = last_heard_;
    told_->route = first_hop();
    if (report_) report_(*told_);
}

AccountAccess Accounts::Record::access() const {
    return {address_of_record(account_),
            with_scheme(account_.registrar),
            first_hop(),
            {account_.auth_user.empty() ? account_.user : account_.auth_user, account_.secret}};
}

void Accounts::Record::heard() { last_heard_ = std::chrono::steady_clock::now(); }

std::string Accounts::Record::first_hop() const {
    if (!account_.proxy.empty()) return by_address_ ? with_port(account_.proxy) : account_.proxy;
    if (!by_address_) return {};
    const auto registrar = with_port(with_scheme(account_.registrar));
    return registrar + (registrar.find(";lr") == std::string::npos ? ";lr" : "");
}

void Accounts::Record::start() {
    again_.reset();
    const auto registrar = with_scheme(account_.registrar);
    const auto record = name_addr(account_.display, address_of_record(account_));
    if (!is_sip_uri(registrar) || !is_sip_uri(address_of_record(account_)))
        return failed(State::Refused, 0,
                      fmt::format("'{}' is not the address of a registrar", account_.registrar));
    // The stack cuts a secret at a colon; better said than found out by "wrong password".
    if (account_.secret.reveal().find(':') != std::string::npos)
        return failed(State::Refused, 0, "a SIP password must not contain a colon");
    if (!account_.proxy.empty() && !is_sip_uri(account_.proxy))
        return failed(State::Refused, 0,
                      fmt::format("'{}' is not the address of a proxy", account_.proxy));
    if (!told_ || told_->state == State::Registered)
        tell(State::Trying, 0, "registering at " + account_.registrar);
    patience_ = context().thread.after(kAnswerWithin, [this] {
        failed(State::Unreachable, 0, fmt::format("no answer from {}", account_.registrar));
    });
    // A look-up may take its time; an account that was started anew meanwhile does not wait for it.
    const auto attempt = ++attempt_;
    accounts_.names_.look_up(host_of(account_.proxy.empty() ? registrar : account_.proxy),
                             context().later, [&accounts = accounts_, id = id_, attempt] {
                                 const auto found = accounts.records_.find(id);
                                 if (found == accounts.records_.end()) return;
                                 auto& self = *found->second;
                                 if (self.attempt_ == attempt && !self.removing_)
                                     self.send_register();
                             });
}

void Accounts::Record::send_register() {
    const auto registrar = with_scheme(account_.registrar);
    const auto record = name_addr(account_.display, address_of_record(account_));
    const auto hop = first_hop();
    handle_ = Handle{nua_handle(context().nua, this, SIPTAG_TO_STR(record.c_str()),
                                SIPTAG_FROM_STR(record.c_str()), TAG_END())};
    if (!handle_) return failed(State::Refused, 0, "the SIP stack refuses this account");
    challenges_ = 0;
    static_cast<void>(tls_trouble_of_this_thread().take()); // What is heard now is this one's.
    const auto expires = std::to_string(account_.expires.count());
    // The stack heeds NUTAG_PROXY in a request and forgets it in nua_handle().
    nua_register(handle_.get(), TAG_IF(!hop.empty(), NUTAG_PROXY(hop.c_str())),
                 NUTAG_REGISTRAR(registrar.c_str()), NUTAG_M_USERNAME(account_.user.c_str()),
                 SIPTAG_EXPIRES_STR(expires.c_str()), TAG_END());
}

void Accounts::Record::refresh() {
    if (removing_) return;
    failures_ = 0;
    handle_.reset(); // A binding that is left is replaced: the contact is the same.
    registered_ = false;
    next_probe_.reset();
    probe_patience_.reset();
    probe_.reset();
    start();
}

void Accounts::Record::failed(State state, int status, std::string what) {
    patience_.reset();
    handle_.reset();
    registered_ = false;
    next_probe_.reset();
    probe_patience_.reset();
    probe_.reset();
    if (removing_) return gone();
    ++failures_;
    if (const auto trouble = tls_trouble_of_this_thread().take(); !trouble.empty())
        what = fmt::format("{} cannot be trusted: {}", account_.registrar, trouble);
    if (state == State::Unreachable) {
        reachable_ = false;
        // SRV and A in turn: one of them may be the broken one.
        const auto host = host_of(with_scheme(account_.registrar));
        by_address_ = !by_address_ && !is_numeric_host(host);
    }
    const auto wait = state == State::Refused ? std::chrono::milliseconds{kAfterRefusal}
                                              : retry_delay(failures_, context().random.next());
    again_ = context().thread.after(wait, [this] { start(); });
    tell(state, status, std::move(what));
}

bool Accounts::Record::authenticate(const NuaEvent& event) {
    const auto realm = realm_of_challenge(event.sip);
    if (!realm || challenges_++ > 0) return false;
    const auto& user = account_.auth_user.empty() ? account_.user : account_.auth_user;
    const auto auth = fmt::format("Digest:{}:{}:{}", *realm, user, account_.secret.reveal());
    nua_authenticate(handle_.get(), NUTAG_AUTH(auth.c_str()), TAG_END());
    return true;
}

void Accounts::Record::on_event(const NuaEvent& event) {
    if (from_network(event.sip)) heard();
    if (event.what == nua_r_register && !removing_) {
        on_answer(event);
    } else if (event.what == nua_r_options && !removing_) {
        on_probe_answer(event);
    } else if (event.what == nua_r_unregister && removing_ && event.status >= 200) {
        const bool challenged = event.status == 401 || event.status == 407;
        if (!challenged || !authenticate(event)) gone();
    }
}

void Accounts::Record::on_answer(const NuaEvent& event) {
    if (event.status < 200) return;
    const bool challenged = event.status == 401 || event.status == 407;
    if (challenged && authenticate(event)) return;
    const auto phrase = text_of(event.phrase);
    if (event.status < 300) {
        patience_.reset();
        failures_ = 0;
        challenges_ = 0;
        registered_ = true;
        auto granted = account_.expires;
        if (event.sip != nullptr && event.sip->sip_contact != nullptr &&
            event.sip->sip_contact->m_expires != nullptr)
            granted =
                std::chrono::seconds{std::strtol(event.sip->sip_contact->m_expires, nullptr, 10)};
        reachable_ = true;
        tell(State::Registered, event.status,
             fmt::format("registered at {} for {} s", account_.registrar, granted.count()),
             granted);
        if (!probe_) probe_in(kFirstProbe);
    } else if (challenged) {
        failed(State::Refused, event.status,
               fmt::format("{} does not accept the password of {}", account_.registrar,
                           account_.user));
    } else if (is_refusal(event.status)) {
        failed(State::Refused, event.status,
               fmt::format("{} refuses {}: {} {}", account_.registrar, account_.user, event.status,
                           phrase));
    } else {
        failed(
            State::Unreachable, event.status,
            fmt::format("{} cannot be reached: {} {}", account_.registrar, event.status, phrase));
    }
}

// --- is it true? ---------------------------------------------------------------------------------

void Accounts::Record::probe_in(std::chrono::milliseconds wait) {
    if (account_.probe_every == 0ms) return;
    // A tenth more or less, so that the seats of a centre do not all ask in the same moment.
    const auto spread = std::max<std::int64_t>(wait.count() / 5, 1);
    const auto random = static_cast<std::int64_t>(context().random.next() % 1'000'003);
    const auto jitter = std::chrono::milliseconds{random % spread - spread / 2};
    next_probe_ = context().thread.after(wait + jitter, [this] { probe(); });
}

// OPTIONS along the same way as REGISTER: keeps the NAT's door open, and measures.
void Accounts::Record::probe() {
    const auto registrar = with_scheme(account_.registrar);
    const auto record = name_addr({}, address_of_record(account_));
    const auto hop = first_hop();
    probe_ = Handle{nua_handle(context().nua, this, NUTAG_URL(registrar.c_str()),
                               SIPTAG_TO_STR(name_addr({}, registrar).c_str()),
                               SIPTAG_FROM_STR(record.c_str()), TAG_END())};
    if (!probe_) return;
    probe_sent_ = std::chrono::steady_clock::now();
    nua_options(probe_.get(), TAG_IF(!hop.empty(), NUTAG_PROXY(hop.c_str())), TAG_END());
    probe_patience_ = context().thread.after(account_.probe_within, [this] { probe_failed(); });
}

void Accounts::Record::on_probe_answer(const NuaEvent& event) {
    if (event.status < 200 || !probe_patience_.pending()) return;
    if (!from_network(event.sip)) return probe_failed();
    // Any answer is one, a refusal too: it came from there.
    probe_patience_.reset();
    probes_lost_ = 0;
    reachable_ = true;
    round_trip_ = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - probe_sent_);
    tell_again();
    probe_in(account_.probe_every);
}

void Accounts::Record::probe_failed() {
    probe_patience_.reset();
    if (++probes_lost_ < 2) return probe();
    probes_lost_ = 0;
    reachable_ = false;
    round_trip_.reset();
    base::log::warn("sip", "account {}: {} does not answer any more", account_.user,
                    account_.registrar);
    tell_again();
    refresh();
}

void Accounts::Record::remove(bool tell) {
    if (!tell) report_ = nullptr;
    if (std::exchange(removing_, true)) return;
    again_.reset();
    patience_.reset();
    next_probe_.reset();
    probe_patience_.reset();
    probe_.reset();
    if (!registered_) {
        handle_.reset();
        context().later([&accounts = accounts_, id = id_] {
            const auto found = accounts.records_.find(id);
            if (found != accounts.records_.end()) found->second->gone();
        });
        return;
    }
    challenges_ = 0;
    nua_unregister(handle_.get(), TAG_END());
    patience_ = context().thread.after(kAnswerWithin, [this] { gone(); });
}

void Accounts::Record::gone() {
    tell(State::Removed, 0, "no longer registered");
    accounts_.erase(id_); // Deletes this.
}

Accounts::Accounts(StackContext& context, SystemNames& names) : context_(context), names_(names) {}
Accounts::~Accounts() = default;

AccountId Accounts::add(Account account, ReportTo report) {
    const auto id = AccountId{next_++};
    records_.emplace(id,
                     std::make_unique<Record>(*this, id, std::move(account), std::move(report)));
    context_.later([this, id] {
        if (const auto found = records_.find(id); found != records_.end()) found->second->start();
    });
    return id;
}

void Accounts::remove(AccountId id) {
    if (const auto found = records_.find(id); found != records_.end()) found->second->remove(true);
}

void Accounts::refresh() {
    for (auto& [id, record] : records_) record->refresh();
}

std::optional<AccountAccess> Accounts::find(AccountId id) const {
    const auto found = records_.find(id);
    return found == records_.end() ? std::nullopt : std::optional{found->second->access()};
}

std::string AccountAccess::uri_of(const std::string& extension) const {
    Home home;
    auto* url = url_make(home.get(), registrar.c_str());
    if (url == nullptr) return {};
    const auto user = percent_encoded(extension);
    url->url_user = user.c_str();
    return text_of(url);
}

void Accounts::heard_from(const std::string& user) {
    for (auto& [id, record] : records_)
        if (record->user() == user) record->heard();
}

void Accounts::mute_and_remove_all() {
    for (auto& [id, record] : records_) record->remove(false);
}

void Accounts::drop_all() { records_.clear(); }

void Accounts::erase(AccountId id) {
    const auto found = records_.find(id);
    if (found == records_.end()) return;
    // Its own code is still on the call stack, so it goes a moment later.
    std::shared_ptr<Record> record = std::move(found->second);
    records_.erase(found);
    context_.later([record] {});
}

} // namespace sangdam::sip
