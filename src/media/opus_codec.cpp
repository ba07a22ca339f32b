// SPDX-License-Identifier: MIT

#include "media/opus_codec.h"

#include <opus/opus.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace sangdam::media {
namespace {

using base::Errc;
using base::Error;

constexpr int kComplexity = 5; // 0.7 % of a core; 10 costs twice that and cannot be heard.

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
        : encoder_(std::move(encoder)), fec_allowed_(wishes.inband_fec) {
        set(OPUS_SET_BITRATE(wishes.bitrate));
        set(OPUS_SET_COMPLEXITY(kComplexity));
        set(OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
        set(OPUS_SET_MAX_BANDWIDTH(bandwidth_for(wishes.playback_rate)));
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
        if (!fec_allowed_) return;
        const auto percent = static_cast<int>(std::lround(std::clamp(loss, 0.0, 0.5) * 100));
        set(OPUS_SET_INBAND_FEC(percent >= 1 ? 1 : 0));
        set(OPUS_SET_PACKET_LOSS_PERC(percent));
    }

private:
    // Arguments of opus' macros: a request and a value that it has in range; nothing can fail.
    void set(int request, opus_int32 value) noexcept {
        static_cast<void>(opus_encoder_ctl(encoder_.get(), request, value));
    }

    std::unique_ptr<OpusEncoder, Free> encoder_;
    const bool fec_allowed_;
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

    void conceal(std::span<Sample> out) noexcept override {
        const auto n =
            opus_decode(decoder_.get(), nullptr, 0, out.data(), static_cast<int>(out.size()), 0);
        std::ranges::fill(out.subspan(static_cast<std::size_t>(std::max(n, 0))), Sample{0});
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
