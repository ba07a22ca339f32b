// SPDX-License-Identifier: MIT

#include "media/opus_codec.h"

#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace sangdam::media {
namespace {

using base::Errc;
using base::Error;

constexpr int kComplexity = 5; // 0.7 % of a core; 10 costs twice that and cannot be heard.
// Telephone speech is wide band. Above 8 kHz there is nothing a PBX would pass on; coding it takes
// bits from what is heard and puts the stream into hybrid mode, whose gaps sound worse.
constexpr int kMostPlaybackRate = 16'000;
// With LBRR each packet carries a second, coarser copy of the one before. It has to be paid in
// bits, or the first copy suffers (0.4 MOS at 28 kbit/s).
constexpr int kBitrateWithRedundancy = 64'000;
// libopus makes the copy the finer the more loss it is told of; from here on it is at its best.
constexpr int kLossOfFinestCopy = 15;

struct Free {
    void operator()(OpusEncoder* e) const { opus_encoder_destroy(e); }
    void operator()(OpusDecoder* d) const { opus_decoder_destroy(d); }
};

int bandwidth_for(int playback_rate) {
    if (playback_rate <= 8000) return OPUS_BANDWIDTH_NARROWBAND;
    if (playback_rate <= 12000) return OPUS_BANDWIDTH_MEDIUMBAND;
    if (playback_rate <= 16000) return OPUS_BANDWIDTH_WIDEBAND;
    if (playback_rate <= 24000) return OPUS_BANDWIDTH_SUPERWIDEBAND;
    return OPUS_BANDWIDTH_FULLBAND;
}

class OpusOut final : public Encoder {
public:
    OpusOut(std::unique_ptr<OpusEncoder, Free> encoder, const OpusWishes& wishes)
        : encoder_(std::move(encoder)), wishes_(wishes) {
        set(OPUS_SET_BITRATE(wishes.bitrate));
        set(OPUS_SET_COMPLEXITY(kComplexity));
        set(OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
        set(OPUS_SET_MAX_BANDWIDTH(
            bandwidth_for(std::min(wishes.playback_rate, kMostPlaybackRate))));
        set(OPUS_SET_VBR(wishes.constant_bitrate ? 0 : 1));
        set(OPUS_SET_DTX(wishes.dtx ? 1 : 0));
        set(OPUS_SET_INBAND_FEC(0)); // Always on it costs 0.43 MOS; see expect_loss().
    }

    int rate() const noexcept override { return kRate; }

    std::size_t encode(std::span<const Sample> frame,
                       std::span<std::uint8_t> out) noexcept override {
        const auto size = opus_encode(encoder_.get(), frame.data(), static_cast<int>(frame.size()),
                                      out.data(), static_cast<opus_int32>(out.size()));
        return size <= 2 ? 0 : static_cast<std::size_t>(size); // <= 2 bytes: DTX says nothing.
    }

    void expect_loss(double loss) noexcept override {
        if (!wishes_.inband_fec) return;
        const auto percent = static_cast<int>(std::lround(std::clamp(loss, 0.0, 0.5) * 100));
        const bool needed = percent >= 1;
        set(OPUS_SET_INBAND_FEC(needed ? 1 : 0));
        set(OPUS_SET_PACKET_LOSS_PERC(needed ? std::max(percent, kLossOfFinestCopy) : 0));
        set(OPUS_SET_BITRATE(needed ? std::min(kBitrateWithRedundancy, wishes_.most_bitrate)
                                    : wishes_.bitrate));
    }

private:
    // Arguments of opus' macros: a request and a value that it has in range; nothing can fail.
    void set(int request, opus_int32 value) noexcept {
        static_cast<void>(opus_encoder_ctl(encoder_.get(), request, value));
    }

    std::unique_ptr<OpusEncoder, Free> encoder_;
    const OpusWishes wishes_;
};

class OpusIn final : public Decoder {
public:
    explicit OpusIn(std::unique_ptr<OpusDecoder, Free> decoder) : decoder_(std::move(decoder)) {}

    int rate() const noexcept override { return kRate; }

    std::size_t length(std::span<const std::uint8_t> payload) const noexcept override {
        if (payload.empty()) return 0;
        const auto n = opus_packet_get_nb_samples(payload.data(), size_of(payload), kRate);
        return n <= 0 ? 0 : static_cast<std::size_t>(n);
    }

    std::size_t decode(std::span<const std::uint8_t> payload,
                       std::span<Sample> out) noexcept override {
        if (payload.empty()) return 0; // To libopus, nothing means "lost".
        const auto n = opus_decode(decoder_.get(), payload.data(), size_of(payload), out.data(),
                                   static_cast<int>(out.size()), 0);
        return n <= 0 ? 0 : static_cast<std::size_t>(n);
    }

    std::size_t piece(std::size_t packet) const noexcept override {
        return std::clamp<std::size_t>(packet, kRate / 100, kRate / 50);
    }

    void conceal(std::span<Sample> out) noexcept override {
        const auto n =
            opus_decode(decoder_.get(), nullptr, 0, out.data(), static_cast<int>(out.size()), 0);
        std::ranges::fill(out.subspan(static_cast<std::size_t>(std::max(n, 0))), Sample{0});
    }

    // As opus_packet_has_lbrr() of Opus 1.4 finds it: the payload of a SILK frame begins with a
    // flag of voice activity for each 20 ms, then the one of LBRR (RFC 6716 §4.2.3, 4.2.4).
    bool knows_previous(std::span<const std::uint8_t> payload) const noexcept override {
        if (payload.empty() || (payload[0] & 0x80) != 0) return false; // CELT has none.
        std::array<const unsigned char*, 48> frames{};
        std::array<opus_int16, 48> sizes{};
        const int count = opus_packet_parse(payload.data(), size_of(payload), nullptr,
                                            frames.data(), sizes.data(), nullptr);
        if (count < 1 || sizes[0] < 1) return false;
        const int samples = opus_packet_get_samples_per_frame(payload.data(), kRate);
        const int flags = std::max(samples / (kRate / 50), 1);
        return (frames[0][0] >> (7 - flags) & 1) != 0;
    }

    void recover(std::span<const std::uint8_t> next, std::span<Sample> out) noexcept override {
        const auto n = opus_decode(decoder_.get(), next.data(), size_of(next), out.data(),
                                   static_cast<int>(out.size()), 1);
        std::ranges::fill(out.subspan(static_cast<std::size_t>(std::max(n, 0))), Sample{0});
    }

private:
    static opus_int32 size_of(std::span<const std::uint8_t> payload) {
        return static_cast<opus_int32>(payload.size());
    }

    std::unique_ptr<OpusDecoder, Free> decoder_;
};

Error failed(int code) { return {Errc::Internal, std::string("Opus: ") + opus_strerror(code)}; }

} // namespace

base::Result<std::unique_ptr<Encoder>> make_opus_encoder(const OpusWishes& wishes) {
    int error = OPUS_OK;
    std::unique_ptr<OpusEncoder, Free> encoder(
        opus_encoder_create(kRate, 1, OPUS_APPLICATION_VOIP, &error));
    if (!encoder) return failed(error);
    return std::unique_ptr<Encoder>(std::make_unique<OpusOut>(std::move(encoder), wishes));
}

base::Result<std::unique_ptr<Decoder>> make_opus_decoder() {
    int error = OPUS_OK;
    std::unique_ptr<OpusDecoder, Free> decoder(opus_decoder_create(kRate, 1, &error));
    if (!decoder) return failed(error);
    return std::unique_ptr<Decoder>(std::make_unique<OpusIn>(std::move(decoder)));
}

} // namespace sangdam::media
