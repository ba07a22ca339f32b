// SPDX-License-Identifier: MIT

#include "media/g711_codec.h"

#include "media/concealment.h"
#include "media/g711.h"

#include <algorithm>

namespace sangdam::media {
namespace {

constexpr int kNarrowRate = 8000;

class G711Out final : public Encoder {
public:
    explicit G711Out(Codec codec) : law_(codec == Codec::Pcma ? to_alaw : to_ulaw) {}
    int rate() const noexcept override { return kNarrowRate; }
    std::size_t encode(std::span<const Sample> frame,
                       std::span<std::uint8_t> out) noexcept override {
        const auto n = std::min(frame.size(), out.size());
        std::transform(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(n), out.begin(),
                       law_);
        return n;
    }

private:
    std::uint8_t (*law_)(std::int16_t);
};

class G711In final : public Decoder {
public:
    explicit G711In(Codec codec) : law_(codec == Codec::Pcma ? from_alaw : from_ulaw) {}
    int rate() const noexcept override { return kNarrowRate; }
    std::size_t length(std::span<const std::uint8_t> payload) const noexcept override {
        return payload.size();
    }
    std::size_t decode(std::span<const std::uint8_t> payload,
                       std::span<Sample> out) noexcept override {
        const auto n = std::min(payload.size(), out.size());
        std::transform(payload.begin(), payload.begin() + static_cast<std::ptrdiff_t>(n),
                       out.begin(), law_);
        concealment_.heard(out.first(n));
        return n;
    }
    void conceal(std::span<Sample> out) noexcept override { concealment_.make_up(out); }

private:
    std::int16_t (*law_)(std::uint8_t);
    Concealment concealment_{kNarrowRate};
};

} // namespace

std::unique_ptr<Encoder> make_g711_encoder(Codec codec) { return std::make_unique<G711Out>(codec); }
std::unique_ptr<Decoder> make_g711_decoder(Codec codec) { return std::make_unique<G711In>(codec); }

} // namespace sangdam::media
