// SPDX-License-Identifier: MIT

#include "sip/watches.h"

#include "base/log.h"
#include "sip/read_message.h"
#include "sip/write_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;

constexpr auto kAgainAfter = 60s; // A PBX that refused is not asked in a loop.
constexpr std::size_t kMostWatches = 128;
constexpr const char* kLasts = "600";

} // namespace

class Watches::Watch final : public HandleOwner {
public:
    Watch(Watches& watches, std::string extension, AccountAccess account)
        : watches_(watches), extension_(std::move(extension)), account_(std::move(account)) {}

    void start();
    void on_event(const NuaEvent&) override;

private:
    bool mailbox() const { return extension_.empty(); }
    void on_answer(const NuaEvent&);
    void on_notify(const NuaEvent&);
    void lost(int status);

    Watches& watches_;
    const std::string extension_;
    const AccountAccess account_;
    Handle handle_;
    int challenges_ = 0;
    std::vector<WatchedDialog> dialogs_;
    base::Timer again_;
};

void Watches::Watch::start() {
    const auto target = mailbox() ? account_.address : account_.uri_of(extension_);
    const auto to = name_addr({}, target);
    const auto from = name_addr({}, account_.address);
    challenges_ = 0;
    handle_ =
        Handle{nua_handle(watches_.context_.nua, this, NUTAG_URL(target.c_str()),
                          SIPTAG_TO_STR(to.c_str()), SIPTAG_FROM_STR(from.c_str()), TAG_END())};
    if (!handle_) return;
    nua_subscribe(handle_.get(),
                  TAG_IF(!account_.first_hop.empty(), NUTAG_PROXY(account_.first_hop.c_str())),
                  SIPTAG_EVENT_STR(mailbox() ? "message-summary" : "dialog"),
                  SIPTAG_ACCEPT_STR(mailbox() ? "application/simple-message-summary"
                                              : "application/dialog-info+xml"),
                  SIPTAG_EXPIRES_STR(kLasts), TAG_END());
}

void Watches::Watch::on_event(const NuaEvent& event) {
    if (event.what == nua_r_subscribe) on_answer(event);
    if (event.what == nua_i_notify) on_notify(event);
}

void Watches::Watch::on_answer(const NuaEvent& event) {
    if (event.status < 200) return;
    if (event.status < 300) {
        challenges_ = 0;
        return;
    }
    const bool challenged = event.status == 401 || event.status == 407;
    if (const auto realm = realm_of_challenge(event.sip);
        challenged && realm && challenges_++ == 0) {
        const auto auth = fmt::format("Digest:{}:{}:{}", *realm, account_.credentials.user,
                                      account_.credentials.secret.reveal());
        nua_authenticate(handle_.get(), NUTAG_AUTH(auth.c_str()), TAG_END());
        return;
    }
    lost(event.status);
}

void Watches::Watch::on_notify(const NuaEvent& event) {
    auto* listener = watches_.listener_;
    if (event.sip == nullptr) return lost(event.status);
    const auto body = body_of(event.sip);
    if (mailbox()) {
        if (const auto summary = parse_message_summary(body); summary && listener != nullptr)
            listener->messages_told(*summary);
    } else if (const auto info = parse_dialog_info(body)) {
        dialogs_ = merged(std::move(dialogs_), *info);
        if (listener != nullptr) listener->dialogs_told(extension_, dialogs_);
    }
    int substate = nua_substate_active;
    tl_gets(event.tags, NUTAG_SUBSTATE_REF(substate), TAG_END());
    if (substate == nua_substate_terminated) lost(0);
}

void Watches::Watch::lost(int status) {
    if (again_.pending()) return;
    base::log::info("sip", "watching {} ended ({})", mailbox() ? "the mailbox" : extension_,
                    status);
    dialogs_.clear();
    if (!mailbox() && watches_.listener_ != nullptr)
        watches_.listener_->dialogs_unknown(extension_);
    again_ = watches_.context_.thread.after(kAgainAfter, [this] {
        again_.reset();
        start();
    });
}

Watches::Watches(StackContext& context) : context_(context) {}
Watches::~Watches() = default;

void Watches::add(const std::string& key, const AccountAccess& account) {
    if (watches_.size() >= kMostWatches || watches_.contains(key)) return;
    const auto at = watches_.emplace(key, std::make_unique<Watch>(*this, key, account)).first;
    at->second->start();
}

void Watches::dialogs(const std::optional<AccountAccess>& account,
                      const std::vector<std::string>& extensions) {
    std::erase_if(watches_, [&](const auto& entry) {
        return !entry.first.empty() &&
               std::ranges::find(extensions, entry.first) == extensions.end();
    });
    if (!account) return;
    for (const auto& extension : extensions)
        if (!extension.empty() && safe_in_header(extension)) add(extension, *account);
}

void Watches::messages(const std::optional<AccountAccess>& account) {
    if (account) add({}, *account);
}

// Asterisk and others tell of messages without being asked (RFC 3842's "unsolicited" practice).
void Watches::unsolicited(const NuaEvent& event) {
    const Handle handle{event.handle};
    if (event.sip == nullptr) return;
    if (event.status < 200) {
        const bool known = text_of(event.sip->sip_event != nullptr ? event.sip->sip_event->o_type
                                                                   : nullptr) == "message-summary";
        nua_respond(handle.get(), known ? 200 : 489, known ? "OK" : "Bad Event",
                    NUTAG_WITH_THIS(context_.nua), TAG_END());
    }
    if (listener_ == nullptr) return;
    if (const auto summary = parse_message_summary(body_of(event.sip)))
        listener_->messages_told(*summary);
}

void Watches::drop_all() { watches_.clear(); }

void Watches::close() {
    listener_ = nullptr;
    watches_.clear();
}

} // namespace sangdam::sip
