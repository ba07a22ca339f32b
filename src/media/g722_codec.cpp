// SPDX-License-Identifier: MIT

#include "media/g722_codec.h"

#include "media/concealment.h"
#include "media/g722.h"

#include <algorithm>
#include <array>

namespace sangdam::media {
namespace {

constexpr int kWideRate = 16'000;

class G722Out final : public Encoder {
public:
    int rate() const noexcept override { return kWideRate; }
    std::size_t encode(std::span<const Sample> frame,
                       std::span<std::uint8_t> out) noexcept override {
        return coder_.encode(frame, out);
    }

private:
    G722 coder_;
};

class G722In final : public Decoder {
public:
    int rate() const noexcept override { return kWideRate; }
    std::size_t length(std::span<const std::uint8_t> payload) const noexcept override {
        return 2 * payload.size();
    }
    std::size_t decode(std::span<const std::uint8_t> payload,
                       std::span<Sample> out) noexcept override {
        const auto n = coder_.decode(payload, out);
        concealment_.heard(out.first(n));
        return n;
    }
    void conceal(std::span<Sample> out) noexcept override {
        concealment_.make_up(out);
        // As G.722 Appendix III does: what was made up is coded too, which brings predictors and
        // steps to where the far end's are likely to be. Left alone they click when sound returns.
        std::array<std::uint8_t, 160> unsent;
        for (std::span<const Sample> rest = out; rest.size() >= 2;) {
            const auto piece = rest.first(std::min(rest.size(), 2 * unsent.size()));
            coder_.encode(piece, unsent);
            rest = rest.subspan(piece.size());
        }
    }

private:
    G722 coder_;
    Concealment concealment_{kWideRate};
};

} // namespace

std::unique_ptr<Encoder> make_g722_encoder() { return std::make_unique<G722Out>(); }
std::unique_ptr<Decoder> make_g722_decoder() { return std::make_unique<G722In>(); }

} // namespace sangdam::media
