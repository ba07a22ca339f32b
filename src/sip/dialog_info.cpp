// SPDX-License-Identifier: MIT

#include "sip/dialog_info.h"

#include "sip/message.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace sangdam::sip {
namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;
constexpr std::string_view kSpaces = " \t\r\n";

std::string unescaped(std::string_view text) {
    constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    std::string out;
    while (!text.empty()) {
        bool found = false;
        for (const auto& [entity, c] : kEntities) {
            if (text.rfind(entity, 0) != 0) continue;
            out += c;
            text.remove_prefix(entity.size());
            found = true;
            break;
        }
        if (found) continue;
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

// One tag of a document, without its namespace prefix: as much XML as dialog-info needs.
struct Tag {
    std::string_view name;
    std::string_view attributes;
    bool closing = false;
    bool empty = false;
};

class Tags {
public:
    explicit Tags(std::string_view xml) : rest_(xml) {}

    // The text before the next tag, and the tag. False: no more.
    bool next(std::string_view& text, Tag& tag) {
        for (;;) {
            const auto open = rest_.find('<');
            if (open == std::string_view::npos) return false;
            text = rest_.substr(0, open);
            rest_.remove_prefix(open + 1);
            const bool comment = rest_.rfind("!--", 0) == 0;
            const auto close = comment ? rest_.find("-->") : rest_.find('>');
            if (close == std::string_view::npos) return false;
            auto inside = rest_.substr(0, close);
            rest_.remove_prefix(close + (comment ? 3 : 1));
            if (inside.empty() || inside.front() == '?' || inside.front() == '!') continue;
            tag = read(inside);
            return true;
        }
    }

private:
    static Tag read(std::string_view inside) {
        Tag tag;
        tag.closing = inside.front() == '/';
        if (tag.closing) inside.remove_prefix(1);
        tag.empty = !inside.empty() && inside.back() == '/';
        if (tag.empty) inside.remove_suffix(1);
        const auto end = std::min(inside.find_first_of(kSpaces), inside.size());
        tag.name = inside.substr(0, end);
        if (const auto colon = tag.name.find(':'); colon != std::string_view::npos)
            tag.name.remove_prefix(colon + 1);
        tag.attributes = inside.substr(end);
        return tag;
    }
    std::string_view rest_;
};

std::string attribute(const Tag& tag, std::string_view name) {
    auto rest = tag.attributes;
    for (;;) {
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) return {};
        const auto key = trimmed(rest.substr(0, equals));
        rest.remove_prefix(equals + 1);
        const auto open = rest.find_first_of("\"'");
        if (open == std::string_view::npos) return {};
        const char quote = rest[open];
        const auto close = rest.find(quote, open + 1);
        if (close == std::string_view::npos) return {};
        const auto value = rest.substr(open + 1, close - open - 1);
        rest.remove_prefix(close + 1);
        if (key == name) return unescaped(value);
    }
}

class Reader {
public:
    std::optional<DialogInfo> run(std::string_view xml);

private:
    void open(const Tag&);
    void close(std::string_view name, std::string_view text);
    void dialog_done();

    DialogInfo info_;
    bool seen_ = false;
    std::optional<WatchedDialog> dialog_;
    std::string state_;
    enum class Side { None, Local, Remote } side_ = Side::None;
};

void Reader::open(const Tag& tag) {
    if (tag.name == "dialog-info") {
        seen_ = true;
        info_.entity = attribute(tag, "entity");
        info_.full = attribute(tag, "state") != "partial";
    } else if (tag.name == "dialog") {
        dialog_.emplace();
        dialog_->id = attribute(tag, "id");
        dialog_->call_id = attribute(tag, "call-id");
        dialog_->local_tag = attribute(tag, "local-tag");
        dialog_->remote_tag = attribute(tag, "remote-tag");
        dialog_->incoming = attribute(tag, "direction") != "initiator";
        state_.clear();
    } else if (tag.name == "local" || tag.name == "remote") {
        side_ = tag.name == "local" ? Side::Local : Side::Remote;
    } else if (dialog_ && tag.name == "identity" && side_ == Side::Remote) {
        dialog_->remote_display = attribute(tag, "display");
    } else if (dialog_ && tag.name == "target") {
        const auto uri = attribute(tag, "uri");
        if (side_ == Side::Local) dialog_->local_target = uri;
        if (side_ == Side::Remote && dialog_->remote_user.empty())
            dialog_->remote_user = user_of(uri);
    }
}

void Reader::close(std::string_view name, std::string_view text) {
    if (name == "dialog") return dialog_done();
    if (name == "local" || name == "remote") side_ = Side::None;
    if (!dialog_) return;
    if (name == "state") state_ = std::string{trimmed(text)};
    if (name == "identity" && side_ == Side::Remote)
        if (auto user = user_of(unescaped(trimmed(text))); !user.empty())
            dialog_->remote_user = std::move(user);
}

void Reader::dialog_done() {
    if (!dialog_) return;
    auto dialog = *std::exchange(dialog_, std::nullopt);
    if (state_ == "terminated") {
        if (info_.gone.size() < kMaxWatchedDialogs) info_.gone.push_back(dialog.id);
        return;
    }
    using State = WatchedDialog::State;
    dialog.state = state_ == "confirmed" ? State::Confirmed
                   : state_ == "early"   ? State::Early
                                         : State::Trying;
    if (info_.dialogs.size() < kMaxWatchedDialogs) info_.dialogs.push_back(std::move(dialog));
}

std::optional<DialogInfo> Reader::run(std::string_view xml) {
    if (xml.size() > kMaxBytes) return std::nullopt;
    Tags tags(xml);
    std::string_view text;
    for (Tag tag; tags.next(text, tag);) {
        if (tag.closing) {
            close(tag.name, text);
        } else {
            open(tag);
            if (tag.empty) close(tag.name, {});
        }
    }
    if (!seen_) return std::nullopt;
    return std::move(info_);
}

std::optional<std::pair<int, int>> counts(std::string_view text) { // "2/8 (0/2)"
    int fresh = 0;
    int old = 0;
    text = trimmed(text);
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, fresh);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '/') return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, end, old);
    if (second.ec != std::errc{} || fresh < 0 || old < 0) return std::nullopt;
    return std::pair{fresh, old};
}

bool starts_with_word(std::string_view line, std::string_view word) {
    return line.size() >= word.size() &&
           std::equal(word.begin(), word.end(), line.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + ('a' - 'A')) : b);
           });
}

} // namespace

std::optional<DialogInfo> parse_dialog_info(std::string_view xml) { return Reader{}.run(xml); }

std::vector<WatchedDialog> merged(std::vector<WatchedDialog> before, const DialogInfo& info) {
    if (info.full) return info.dialogs;
    std::erase_if(before, [&](const WatchedDialog& each) {
        return std::ranges::find(info.gone, each.id) != info.gone.end() ||
               std::ranges::find(info.dialogs, each.id, &WatchedDialog::id) != info.dialogs.end();
    });
    for (const auto& each : info.dialogs)
        if (before.size() < kMaxWatchedDialogs) before.push_back(each);
    return before;
}

std::optional<MessageSummary> parse_message_summary(std::string_view text) {
    if (text.size() > kMaxBytes) return std::nullopt;
    MessageSummary summary;
    bool seen = false;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const auto value = trimmed(line.substr(colon + 1));
        if (starts_with_word(line, "messages-waiting")) {
            seen = true;
            summary.waiting = starts_with_word(value, "yes");
        } else if (starts_with_word(line, "voice-message")) {
            if (const auto read = counts(value)) std::tie(summary.fresh, summary.old) = *read;
        }
    }
    return seen ? std::optional{summary} : std::nullopt;
}

} // namespace sangdam::sip
