// SPDX-License-Identifier: MIT

#include "sip/accounts.h"

#include "base/log.h"
#include "sip/back_off.h"
#include "sip/read_message.h"
#include "sip/write_message.h"

#include <fmt/format.h>

#include <utility>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;
using State = AccountReport::State;

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

private:
    void on_answer(const NuaEvent&);
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
    base::Timer patience_; // For the answer.
    base::Timer again_;    // Until the next try.
    std::optional<AccountReport> told_;
};

void Accounts::Record::tell(State state, int status, std::string what,
                            std::chrono::seconds granted) {
    const AccountReport report{state, status, std::move(what), granted};
    // A refresh that went well is no news.
    if (told_ && told_->state == state && told_->what == report.what) return;
    told_ = report;
    base::log::info("sip", "account {}: {}", account_.user, report.what);
    if (report_) report_(report);
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
    handle_ = Handle{nua_handle(context().nua, this, SIPTAG_TO_STR(record.c_str()),
                                SIPTAG_FROM_STR(record.c_str()), TAG_END())};
    if (!handle_) return failed(State::Refused, 0, "the SIP stack refuses this account");
    challenges_ = 0;
    if (!told_ || told_->state == State::Registered)
        tell(State::Trying, 0, "registering at " + account_.registrar);
    const auto expires = std::to_string(account_.expires.count());
    nua_register(handle_.get(), NUTAG_REGISTRAR(registrar.c_str()),
                 NUTAG_M_USERNAME(account_.user.c_str()), SIPTAG_EXPIRES_STR(expires.c_str()),
                 TAG_END());
    patience_ = context().thread.after(kAnswerWithin, [this] {
        failed(State::Unreachable, 0, fmt::format("no answer from {}", account_.registrar));
    });
}

void Accounts::Record::refresh() {
    if (removing_) return;
    failures_ = 0;
    handle_.reset(); // A binding that is left is replaced: the contact is the same.
    registered_ = false;
    start();
}

void Accounts::Record::failed(State state, int status, std::string what) {
    patience_.reset();
    handle_.reset();
    registered_ = false;
    if (removing_) return gone();
    ++failures_;
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
    if (event.what == nua_r_register && !removing_) {
        on_answer(event);
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
        tell(State::Registered, event.status,
             fmt::format("registered at {} for {} s", account_.registrar, granted.count()),
             granted);
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

void Accounts::Record::remove(bool tell) {
    if (!tell) report_ = nullptr;
    if (std::exchange(removing_, true)) return;
    again_.reset();
    patience_.reset();
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

Accounts::Accounts(StackContext& context) : context_(context) {}
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
