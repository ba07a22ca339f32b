// SPDX-License-Identifier: MIT
//
// ALSA behind CardBackend. By ourselves, because Debian's PortAudio hangs for ever on a device that
// was pulled out and does not see one that was plugged in (src/decisions). Audio thread.

#include "audio/alsa_card.h"
#include "audio/alsa_list.h"
#include "audio/card_backend.h"
#include "audio/quiet_backends.h"
#include "base/priority.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace sangdam::audio {
namespace {

using base::Errc;
using base::Error;

class Alsa final : public CardBackend {
public:
    base::Result<std::vector<CardInfo>> list() override {
        quiet_backends();
        devices_ = list_alsa_devices();
        std::vector<CardInfo> out;
        for (const auto& device : devices_) out.push_back(device.info);
        return out;
    }
    bool looks_while_open() const override { return true; }

    base::Result<CardFormat> open(const CardPick& pick, AudioLine& line) override;
    base::Status start() override {
        return card_ ? card_->start() : Error{Errc::Unavailable, "no sound card is open"};
    }
    void stop() override {
        if (card_) card_->stop();
    }
    void close() override { card_.reset(); }
    std::optional<bool> gone() const override { return card_ && card_->gone(); }

private:
    base::Result<std::optional<AlsaPcm>> open_half(const std::optional<CardInfo>&, AlsaPcm::Way);

    std::vector<AlsaDevice> devices_;
    std::unique_ptr<AlsaCard> card_;
};

base::Result<std::optional<AlsaPcm>> Alsa::open_half(const std::optional<CardInfo>& pick,
                                                     AlsaPcm::Way way) {
    if (!pick) return std::optional<AlsaPcm>();
    const auto at = static_cast<std::size_t>(pick->index);
    if (at >= devices_.size()) return Error{Errc::NotFound, "the sound card is not there any more"};
    auto pcm = AlsaPcm::open(devices_[at].pcm, way);
    if (!pcm) return pcm.error();
    return std::optional<AlsaPcm>(std::move(pcm).value());
}

base::Result<CardFormat> Alsa::open(const CardPick& pick, AudioLine& line) {
    close();
    SDC_TRY(auto capture, open_half(pick.capture, AlsaPcm::Way::Capture));
    SDC_TRY(auto playback, open_half(pick.playback, AlsaPcm::Way::Playback));
    // In real time a card that is served every 5 ms does not run dry, and each period counts twice.
    const int per_second = base::may_run_in_real_time() ? 200 : 100;
    Error last{Errc::Unavailable, "the sound card has no format of ours"};
    for (auto format : formats_to_try(pick)) {
        format.period = static_cast<std::size_t>(format.rate / per_second);
        base::Status done = base::Done{};
        if (capture) done = capture->configure(format.rate, format.capture_channels, format.period);
        if (done && playback)
            done = playback->configure(format.rate, format.playback_channels, format.period);
        if (!done) {
            last = done.error();
            continue;
        }
        line.attach(format);
        card_ = std::make_unique<AlsaCard>(std::move(capture), std::move(playback), format, line);
        return format;
    }
    return last;
}

} // namespace

std::unique_ptr<CardBackend> make_card_backend() { return std::make_unique<Alsa>(); }

} // namespace sangdam::audio
