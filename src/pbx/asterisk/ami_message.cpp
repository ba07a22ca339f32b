// SPDX-License-Identifier: MIT

#include "pbx/asterisk/ami_message.h"

#include <algorithm>

namespace sangdam::pbx {
namespace {
constexpr std::size_t kLongest = std::size_t{1} << 20;
}

std::string_view AmiMessage::value(std::string_view key) const {
    const auto found = std::ranges::find(fields, key, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view AmiMessage::variable(std::string_view prefix, std::string_view name) const {
    for (const auto& [key, text] : fields) {
        if (key != prefix) continue;
        const std::string_view pair(text);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return pair.substr(equals + 1);
    }
    return {};
}

std::vector<AmiMessage> AmiReader::take(std::string_view bytes) {
    std::vector<AmiMessage> done;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = bytes.find('\n', at);
        if (end == std::string_view::npos) {
            if (rest_.size() < kLongest) rest_ += bytes.substr(at);
            break;
        }
        rest_ += bytes.substr(at, end - at);
        if (!rest_.empty() && rest_.back() == '\r') rest_.pop_back();
        line(rest_, done);
        rest_.clear();
        at = end + 1;
    }
    return done;
}

void AmiReader::line(std::string_view text, std::vector<AmiMessage>& done) {
    if (text.empty()) {
        if (!open_.fields.empty() && size_ < kLongest) done.push_back(std::move(open_));
        open_ = {};
        size_ = 0;
        return;
    }
    size_ += text.size();
    const auto colon = text.find(':');
    if (size_ >= kLongest || colon == std::string_view::npos) return; // The greeting is no pair.
    auto value = text.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    open_.fields.emplace_back(text.substr(0, colon), value);
}

} // namespace sangdam::pbx
