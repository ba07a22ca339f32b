// SPDX-License-Identifier: MIT

#include "sip/sdp.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace sangdam::sip {
namespace {

using base::Errc;
using base::Error;

constexpr std::size_t kMaxOther = 128; // Unknown lines per level; later ones are left out.

constexpr std::array<std::pair<MediaDirection, std::string_view>, 4> kDirections{
    {{MediaDirection::SendRecv, "sendrecv"},
     {MediaDirection::SendOnly, "sendonly"},
     {MediaDirection::RecvOnly, "recvonly"},
     {MediaDirection::Inactive, "inactive"}}};

// RFC 3551 §6: what a payload type means when no rtpmap says so.
struct StaticFormat {
    int payload_type;
    const char* encoding;
    int clock;
};
constexpr std::array<StaticFormat, 7> kStatic{{{0, "PCMU", 8000},
                                               {3, "GSM", 8000},
                                               {4, "G723", 8000},
                                               {8, "PCMA", 8000},
                                               {9, "G722", 8000}, // 8000 by an old mistake, §4.5.2
                                               {13, "CN", 8000},
                                               {18, "G729", 8000}}};

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Takes the first word off; several spaces count as one, as lenient readers do.
std::string_view word(std::string_view& rest) {
    rest = trimmed(rest);
    const auto end = std::min(rest.find(' '), rest.size());
    const auto first = rest.substr(0, end);
    rest.remove_prefix(end);
    rest = trimmed(rest);
    return first;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

class Parser {
public:
    base::Result<SessionDescription> run(std::string_view text);

private:
    base::Status line(char type, std::string_view value);
    base::Status media_line(std::string_view value);
    void attribute(std::string_view value);
    bool format_attribute(std::string_view name, std::string_view value);
    void origin(std::string_view value);
    void connection(std::string_view value);
    void keep(char type, std::string_view value);
    MediaLine* current() { return out_.media.empty() ? nullptr : &out_.media.back(); }

    SessionDescription out_;
    bool version_seen_ = false;
};

void Parser::keep(char type, std::string_view value) {
    auto& others = current() != nullptr ? current()->other : out_.other;
    if (others.size() < kMaxOther) others.push_back(std::string{type}.append("=").append(value));
}

void Parser::origin(std::string_view value) {
    const auto user = word(value);
    out_.origin.user = user.empty() ? "-" : std::string{user};
    out_.origin.session = number<std::uint64_t>(word(value)).value_or(0);
    out_.origin.version = number<std::uint64_t>(word(value)).value_or(0);
    word(value); // IN
    word(value); // IP4 or IP6; the address tells.
    out_.origin.address = std::string{word(value)};
}

void Parser::connection(std::string_view value) {
    word(value);
    word(value);
    auto address = word(value);
    address = address.substr(0, address.find('/')); // A multicast TTL.
    (current() != nullptr ? current()->address : out_.address) = std::string{address};
}

base::Status Parser::media_line(std::string_view value) {
    MediaLine media;
    media.kind = std::string{word(value)};
    auto port = word(value);
    port = port.substr(0, port.find('/')); // "49170/2": a count of ports.
    const auto read = number<std::uint16_t>(port);
    media.protocol = std::string{word(value)};
    if (media.kind.empty() || !read || media.protocol.empty())
        return Error{Errc::BadInput, "SDP: an m= line that cannot be read"};
    media.port = *read;
    while (!value.empty()) {
        const auto format = word(value);
        if (!media.rtp()) {
            if (media.other_formats.size() < kMaxSdpFormats)
                media.other_formats.emplace_back(format);
            continue;
        }
        const auto type = number<std::uint8_t>(format);
        if (!type || *type > 127) return Error{Errc::BadInput, "SDP: a payload type that is none"};
        const bool twice = std::any_of(media.formats.begin(), media.formats.end(),
                                       [&](auto& f) { return f.payload_type == *type; });
        if (twice || media.formats.size() >= kMaxSdpFormats) continue;
        RtpFormat known{*type, {}, 8000, 1, {}};
        for (const auto& fixed : kStatic) {
            if (fixed.payload_type != *type) continue;
            known.encoding = fixed.encoding;
            known.clock = fixed.clock;
        }
        media.formats.push_back(std::move(known));
    }
    out_.media.push_back(std::move(media));
    return base::Done{};
}

// rtpmap and fmtp. True: taken.
bool Parser::format_attribute(std::string_view name, std::string_view value) {
    if (current() == nullptr || (name != "rtpmap" && name != "fmtp")) return false;
    const auto type = number<std::uint8_t>(word(value));
    auto& formats = current()->formats;
    const auto found = std::find_if(formats.begin(), formats.end(), [&](const RtpFormat& f) {
        return type && f.payload_type == *type;
    });
    if (found == formats.end()) return false;
    if (name == "fmtp") {
        found->fmtp = std::string{value};
        return true;
    }
    const auto slash = value.find('/');
    if (slash == 0 || value.empty()) return false; // Without a name it explains nothing.
    found->encoding = std::string{value.substr(0, slash)};
    if (slash == std::string_view::npos) return true;
    value.remove_prefix(slash + 1);
    const auto second = value.find('/');
    found->clock = std::max(number<int>(value.substr(0, second)).value_or(8000), 1);
    if (second != std::string_view::npos)
        found->channels = std::max(number<int>(value.substr(second + 1)).value_or(1), 1);
    return true;
}

void Parser::attribute(std::string_view text) {
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon);
    const auto value =
        colon == std::string_view::npos ? std::string_view{} : trimmed(text.substr(colon + 1));
    for (const auto& [direction, word] : kDirections) {
        if (text != word) continue;
        (current() != nullptr ? current()->direction : out_.direction) = direction;
        return;
    }
    if (current() != nullptr && (name == "ptime" || name == "maxptime")) {
        const auto milliseconds = number<int>(value);
        if (milliseconds && *milliseconds > 0 && *milliseconds <= 1000) {
            (name == "ptime" ? current()->ptime : current()->maxptime) = *milliseconds;
            return;
        }
    }
    if (!format_attribute(name, value)) keep('a', text);
}

base::Status Parser::line(char type, std::string_view value) {
    switch (type) {
    case 'v':
        if (trimmed(value) != "0") return Error{Errc::BadInput, "SDP: not version 0"};
        version_seen_ = true;
        break;
    case 'o': origin(value); break;
    case 's': out_.subject = std::string{value}; break;
    case 't': out_.timing = std::string{value}; break;
    case 'c': connection(value); break;
    case 'a': attribute(value); break;
    case 'm':
        if (out_.media.size() >= kMaxSdpMedia)
            return Error{Errc::BadInput, "SDP: too many m= lines"};
        return media_line(value);
    default: keep(type, value); break;
    }
    return base::Done{};
}

base::Result<SessionDescription> Parser::run(std::string_view text) {
    out_.origin = {"-", 0, 0, ""};
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        const auto whole = text.substr(0, end);
        text.remove_prefix(end);
        if (text.size() >= 2 && text[0] == '\r' && text[1] == '\n') text.remove_prefix(1);
        if (!text.empty()) text.remove_prefix(1);
        if (whole.empty()) continue;
        if (whole.size() < 2 || whole[1] != '=' || whole.find('\0') != std::string_view::npos)
            return Error{Errc::BadInput, "SDP: a line that is none"};
        if (!version_seen_ && whole[0] != 'v')
            return Error{Errc::BadInput, "SDP: does not begin with v=0"};
        SDC_CHECK(line(whole[0], whole.substr(2)));
    }
    if (!version_seen_) return Error{Errc::BadInput, "SDP: empty"};
    return std::move(out_);
}

// --- printing --------------------------------------------------------------------------------

void put(std::string& out, std::string_view line) { out.append(line).append("\r\n"); }

std::string network(std::string_view address) {
    return std::string{address.find(':') == std::string_view::npos ? "IN IP4 " : "IN IP6 "}.append(
        address);
}

void put_format(std::string& out, const RtpFormat& format) {
    const auto type = std::to_string(format.payload_type);
    if (!format.encoding.empty()) {
        auto map = "a=rtpmap:" + type + " " + format.encoding + "/" + std::to_string(format.clock);
        if (format.channels > 1) map += "/" + std::to_string(format.channels);
        put(out, map);
    }
    if (!format.fmtp.empty()) put(out, "a=fmtp:" + type + " " + format.fmtp);
}

// RFC 8866 §5 wants b= and c= before a=; whatever else was kept goes where its letter belongs.
void put_media(std::string& out, const MediaLine& media) {
    auto head = "m=" + media.kind + " " + std::to_string(media.port) + " " + media.protocol;
    for (const auto& format : media.formats) head += " " + std::to_string(format.payload_type);
    for (const auto& format : media.other_formats) head += " " + format;
    put(out, head);
    const auto is_attribute = [](const std::string& l) { return l.rfind("a=", 0) == 0; };
    for (const auto& line : media.other)
        if (line.rfind("i=", 0) == 0) put(out, line);
    if (!media.address.empty()) put(out, "c=" + network(media.address));
    for (const auto& line : media.other)
        if (!is_attribute(line) && line.rfind("i=", 0) != 0) put(out, line);
    for (const auto& format : media.formats) put_format(out, format);
    if (media.ptime) put(out, "a=ptime:" + std::to_string(*media.ptime));
    if (media.maxptime) put(out, "a=maxptime:" + std::to_string(*media.maxptime));
    for (const auto& line : media.other)
        if (is_attribute(line)) put(out, line);
    if (media.direction) put(out, "a=" + std::string{name(*media.direction)});
}

} // namespace

std::string_view name(MediaDirection direction) {
    for (const auto& [value, word] : kDirections)
        if (value == direction) return word;
    return "inactive";
}

MediaDirection reversed(MediaDirection direction) {
    if (direction == MediaDirection::SendOnly) return MediaDirection::RecvOnly;
    if (direction == MediaDirection::RecvOnly) return MediaDirection::SendOnly;
    return direction;
}

bool same_encoding(const RtpFormat& a, const RtpFormat& b) {
    return !a.encoding.empty() && same_word(a.encoding, b.encoding) && a.clock == b.clock &&
           a.channels == b.channels;
}

bool MediaLine::rtp() const { return protocol.find("RTP/") != std::string::npos; }

base::Result<SessionDescription> parse_sdp(std::string_view text) {
    if (text.size() > kMaxSdpBytes) return Error{Errc::BadInput, "SDP: too long"};
    return Parser{}.run(text);
}

std::string to_string(const SessionDescription& sdp) {
    std::string out;
    put(out, "v=0");
    put(out, "o=" + sdp.origin.user + " " + std::to_string(sdp.origin.session) + " " +
                 std::to_string(sdp.origin.version) + " " + network(sdp.origin.address));
    put(out, "s=" + sdp.subject);
    // RFC 8866 §5: i u e p, c, b, t (r z k), a.
    const auto others = [&](std::string_view letters) {
        for (const auto& line : sdp.other)
            if (letters.find(line[0]) != std::string_view::npos) put(out, line);
    };
    others("iuep");
    if (!sdp.address.empty()) put(out, "c=" + network(sdp.address));
    others("b");
    put(out, "t=" + sdp.timing);
    for (const auto& line : sdp.other)
        if (std::string_view{"iuepba"}.find(line[0]) == std::string_view::npos) put(out, line);
    others("a");
    if (sdp.direction) put(out, "a=" + std::string{name(*sdp.direction)});
    for (const auto& media : sdp.media) put_media(out, media);
    return out;
}

const std::string& address_of(const SessionDescription& sdp, const MediaLine& media) {
    return media.address.empty() ? sdp.address : media.address;
}

MediaDirection direction_of(const SessionDescription& sdp, const MediaLine& media) {
    return media.direction.value_or(sdp.direction.value_or(MediaDirection::SendRecv));
}

} // namespace sangdam::sip
