// SPDX-License-Identifier: MIT

#include "phone/session.h"

#include <utility>

namespace sangdam::phone {
namespace {

media::Direction direction_of(sip::MediaDirection direction) {
    switch (direction) {
    case sip::MediaDirection::SendRecv: return media::Direction::SendReceive;
    case sip::MediaDirection::SendOnly: return media::Direction::SendOnly;
    case sip::MediaDirection::RecvOnly: return media::Direction::ReceiveOnly;
    case sip::MediaDirection::Inactive: break;
    }
    return media::Direction::Inactive;
}

std::optional<media::PayloadFormat> payload_of(const sip::RtpFormat& format) {
    const auto codec = media::codec_named(format.encoding);
    if (!codec) return std::nullopt;
    return media::PayloadFormat{*codec, format.payload_type, format.fmtp};
}

bool is_numeric(const std::string& address) {
    return address.find(':') != std::string::npos ||
           address.find_first_not_of("0123456789.") == std::string::npos;
}

} // namespace

Session::Session(std::string local_ip, std::uint16_t rtp_port, std::uint64_t id)
    : local_ip_(std::move(local_ip)), rtp_port_(rtp_port), id_(id) {}

sip::LocalAudio Session::local() const {
    sip::LocalAudio audio;
    audio.address = local_ip_;
    audio.port = rtp_port_;
    audio.formats = sip::usual_formats();
    audio.direction = holding_ ? sip::MediaDirection::SendOnly : sip::MediaDirection::SendRecv;
    audio.session = id_;
    audio.version = version_;
    return audio;
}

std::string Session::offer() {
    ++version_;
    ours_ = ours_ ? sip::make_reoffer(*ours_, local()) : sip::make_offer(local());
    return sip::to_string(*ours_);
}

bool Session::take_answer(const std::string& text) {
    const auto sdp = sip::parse_sdp(text);
    if (!sdp || !ours_) return false;
    auto audio = sip::read_answer(*ours_, *sdp);
    if (!audio) return false;
    agreed_ = std::move(audio);
    return true;
}

std::optional<std::string> Session::answer_to(const std::string& text) {
    const auto offer = sip::parse_sdp(text);
    if (!offer) return std::nullopt;
    ++version_;
    auto answer = sip::answer_offer(*offer, local());
    if (!answer.audio) return std::nullopt;
    ours_ = std::move(answer.description);
    agreed_ = std::move(answer.audio);
    return sip::to_string(*ours_);
}

core::MediaAgreed media_agreed(const Session& session) {
    const auto& agreed = session.agreed();
    if (!agreed) return {};
    return {agreed->held_by_remote, agreed->encrypted(), agreed->send.encoding};
}

std::optional<media::StreamConfig> stream_config(const sip::AgreedAudio& audio) {
    const auto send = payload_of(audio.send);
    if (!send) return std::nullopt;
    media::StreamConfig config;
    config.send = *send;
    for (const auto& format : audio.receive)
        if (const auto payload = payload_of(format)) config.receive.push_back(*payload);
    config.send_events = audio.send_events;
    config.receive_events = audio.receive_events;
    config.events_clock = audio.events_clock;
    config.ptime = std::chrono::milliseconds{audio.ptime};
    config.direction = direction_of(audio.direction);
    config.rtcp_mux = audio.rtcp_mux;
    // A name in c= is rare and would have to be resolved; packets that come tell where to answer.
    const bool reachable = is_numeric(audio.remote_address) && audio.remote_address != "0.0.0.0";
    if (reachable) config.remote = {audio.remote_address, audio.remote_port};
    return config;
}

} // namespace sangdam::phone
