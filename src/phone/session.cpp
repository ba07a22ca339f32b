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

media::SrtpSuite suite_of(sip::CryptoSuite suite) {
    switch (suite) {
    case sip::CryptoSuite::AesCm128Sha80: return media::SrtpSuite::AesCm128Sha80;
    case sip::CryptoSuite::AesCm128Sha32: return media::SrtpSuite::AesCm128Sha32;
    case sip::CryptoSuite::AesCm256Sha80: return media::SrtpSuite::AesCm256Sha80;
    case sip::CryptoSuite::AeadAes128Gcm: return media::SrtpSuite::AeadAes128Gcm;
    case sip::CryptoSuite::AeadAes256Gcm: return media::SrtpSuite::AeadAes256Gcm;
    }
    return media::SrtpSuite::AesCm128Sha80;
}

bool is_numeric(const std::string& address) {
    return address.find(':') != std::string::npos ||
           address.find_first_not_of("0123456789.") == std::string::npos;
}

} // namespace

Session::Session(Start start) : start_(std::move(start)) {}

Session::Session(std::string local_ip, std::uint16_t rtp_port, std::uint64_t id)
    : Session(Start{.local_ip = std::move(local_ip), .rtp_port = rtp_port, .id = id}) {}

sip::LocalAudio Session::local() const {
    sip::LocalAudio audio;
    audio.address = start_.local_ip;
    audio.port = start_.rtp_port;
    audio.formats = start_.formats;
    audio.direction = holding_ ? sip::MediaDirection::SendOnly : sip::MediaDirection::SendRecv;
    audio.session = start_.id;
    audio.version = version_;
    audio.srtp = start_.srtp;
    audio.keys = start_.keys;
    // What is encrypted stays encrypted: a "preferred" that has once met keys demands them.
    if (agreed_ && agreed_->encrypted()) audio.srtp = sip::SrtpWish::Mandatory;
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
    const bool demanded = local().srtp == sip::SrtpWish::Mandatory;
    if (audio && demanded && !audio->encrypted()) audio.reset(); // No way back into the clear.
    lacked_keys_ = !audio && demanded;
    if (!audio) return false;
    agreed_ = std::move(audio);
    return true;
}

std::optional<std::string> Session::answer_to(const std::string& text) {
    const auto offer = sip::parse_sdp(text);
    if (!offer) return std::nullopt;
    ++version_;
    auto answer = sip::answer_offer(*offer, local());
    lacked_keys_ = answer.no_keys;
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
    if (audio.srtp)
        config.srtp =
            media::SrtpKeys{suite_of(audio.srtp->suite), audio.srtp->send, audio.srtp->receive};
    // A name in c= is rare and would have to be resolved; packets that come tell where to answer.
    const bool reachable = is_numeric(audio.remote_address) && audio.remote_address != "0.0.0.0";
    if (reachable) config.remote = {audio.remote_address, audio.remote_port};
    return config;
}

} // namespace sangdam::phone
