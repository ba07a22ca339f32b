// SPDX-License-Identifier: MIT

#include "wire/sse.h"

#include "wire/json.h"

#include <algorithm>
#include <utility>

namespace sangdam::wire {
namespace {

bool is_break(char c) { return c == '\r' || c == '\n'; }

void append_one_line(std::string& out, std::string_view text) {
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_break(c); });
}

base::Error too_long() {
    return {base::Errc::BadInput, "the event stream exceeds its limits; close it"};
}

} // namespace

std::string sse_frame(std::string_view id, std::string_view event, std::string_view data) {
    std::string out;
    out.reserve(id.size() + event.size() + data.size() + 24);
    if (!id.empty()) {
        out += "id: ";
        append_one_line(out, id);
        out += '\n';
    }
    if (!event.empty()) {
        out += "event: ";
        append_one_line(out, event);
        out += '\n';
    }
    for (;;) {
        const auto end = data.find_first_of("\r\n");
        out.append("data: ").append(data.substr(0, end)) += '\n';
        if (end == std::string_view::npos) break;
        data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    out += '\n';
    return out;
}

std::string sse_frame(const core::CentreEvent& event) {
    return sse_frame(std::to_string(event.sequence), core::kind(event.body), to_json(event));
}

base::Result<core::CentreEvent> centre_event(const SseEvent& event) {
    return from_json<core::CentreEvent>(event.data);
}

base::Result<std::vector<SseEvent>> SseParser::feed(std::string_view chunk) {
    if (failed_) return too_long();
    std::vector<SseEvent> out;
    for (;;) {
        if (after_cr_ && !chunk.empty()) {
            if (chunk.front() == '\n') chunk.remove_prefix(1);
            after_cr_ = false;
        }
        const auto end = chunk.find_first_of("\r\n");
        const auto piece = chunk.substr(0, end);
        if (line_.size() + piece.size() > limits_.line ||
            data_.size() + line_.size() + piece.size() > limits_.event) {
            failed_ = true;
            return too_long();
        }
        line_.append(piece);
        if (end == std::string_view::npos) return out;
        after_cr_ = chunk[end] == '\r';
        chunk.remove_prefix(end + 1);
        line(line_, out);
        line_.clear();
    }
}

void SseParser::line(std::string_view text, std::vector<SseEvent>& out) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (std::exchange(first_line_, false) && text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    if (text.empty()) {
        if (!data_.empty()) {
            data_.pop_back(); // The LF after the last line.
            out.push_back({id_, event_.empty() ? "message" : event_, std::move(data_)});
        }
        data_.clear();
        event_.clear();
        return;
    }
    if (text.front() == ':') return; // A comment: the heartbeat.
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return field(text, {});
    auto value = text.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    field(text.substr(0, colon), value);
}

void SseParser::field(std::string_view name, std::string_view value) {
    if (name == "data") {
        data_.append(value) += '\n';
    } else if (name == "event") {
        event_ = value;
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos) id_ = value;
    } else if (name == "retry") {
        constexpr std::size_t kMostDigits = 9;
        const bool digits = std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
        if (!value.empty() && digits && value.size() <= kMostDigits)
            retry_ = std::chrono::milliseconds(std::stol(std::string(value)));
    }
}

} // namespace sangdam::wire
