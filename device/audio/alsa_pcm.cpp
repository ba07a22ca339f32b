// SPDX-License-Identifier: MIT

#include "audio/alsa_pcm.h"

#include <algorithm>
#include <alsa/asoundlib.h>
#include <cerrno>

namespace sangdam::audio {
namespace {

using base::Errc;
using base::Error;

constexpr unsigned kManyChannels = 32; // A plug-in that takes any number says thousands.

struct FreeParams {
    void operator()(snd_pcm_hw_params_t* p) const { snd_pcm_hw_params_free(p); }
    void operator()(snd_pcm_sw_params_t* p) const { snd_pcm_sw_params_free(p); }
};
using HardwareParams = std::unique_ptr<snd_pcm_hw_params_t, FreeParams>;
using SoftwareParams = std::unique_ptr<snd_pcm_sw_params_t, FreeParams>;

HardwareParams any_params(snd_pcm_t* pcm) {
    snd_pcm_hw_params_t* params = nullptr;
    if (snd_pcm_hw_params_malloc(&params) < 0) return nullptr;
    HardwareParams out(params);
    return snd_pcm_hw_params_any(pcm, params) < 0 ? nullptr : std::move(out);
}

snd_pcm_stream_t stream_of(AlsaPcm::Way way) {
    return way == AlsaPcm::Way::Capture ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK;
}

Error failed(const std::string& what, int code) {
    return {code == -ENODEV || code == -ENOENT ? Errc::NotFound : Errc::Unavailable,
            what + ": " + snd_strerror(code) +
                (code == -EBUSY ? "; another program is using it: close that" : "")};
}

} // namespace

void AlsaPcm::Close::operator()(_snd_pcm* pcm) const { snd_pcm_close(pcm); }

base::Result<AlsaPcm> AlsaPcm::open(const std::string& name, Way way) {
    snd_pcm_t* pcm = nullptr;
    const int code = snd_pcm_open(&pcm, name.c_str(), stream_of(way), SND_PCM_NONBLOCK);
    if (code < 0) return failed("the sound card '" + name + "' cannot be opened", code);
    AlsaPcm out(pcm, way);
    const auto params = any_params(pcm);
    if (!params) return Error{Errc::NotFound, "the sound card '" + name + "' does not answer"};
    unsigned channels = 0;
    unsigned rate = core::kSoundRate;
    snd_pcm_hw_params_get_channels_max(params.get(), &channels);
    snd_pcm_hw_params_set_rate_resample(pcm, params.get(), 0);
    snd_pcm_hw_params_set_rate_near(pcm, params.get(), &rate, nullptr);
    out.most_channels_ = static_cast<int>(std::min(channels, kManyChannels));
    out.usual_rate_ = static_cast<int>(rate);
    return out;
}

base::Status AlsaPcm::configure(int rate, int channels, std::size_t period) {
    auto* const pcm = pcm_.get();
    const auto hardware = any_params(pcm);
    if (!hardware) return Error{Errc::NotFound, "the sound card does not answer"};
    auto* const hw = hardware.get();
    snd_pcm_uframes_t frames = period;
    snd_pcm_uframes_t room = 2 * period;
    if (way_ == Way::Capture) room = 8 * period; // A late reader loses nothing.
    int code = snd_pcm_hw_params_set_rate_resample(pcm, hw, 0);
    if (code >= 0) code = snd_pcm_hw_params_set_access(pcm, hw, SND_PCM_ACCESS_RW_INTERLEAVED);
    if (code >= 0) code = snd_pcm_hw_params_set_format(pcm, hw, SND_PCM_FORMAT_S16);
    if (code >= 0) code = snd_pcm_hw_params_set_channels(pcm, hw, static_cast<unsigned>(channels));
    if (code >= 0) code = snd_pcm_hw_params_set_rate(pcm, hw, static_cast<unsigned>(rate), 0);
    if (code >= 0) code = snd_pcm_hw_params_set_period_size_near(pcm, hw, &frames, nullptr);
    if (code >= 0) code = snd_pcm_hw_params_set_buffer_size_near(pcm, hw, &room);
    if (code >= 0) code = snd_pcm_hw_params(pcm, hw);
    if (code < 0) return failed("the sound card refuses the format", code);
    if (room < 2 * period) return Error{Errc::Unavailable, "the sound card's memory is too small"};

    snd_pcm_sw_params_t* raw = nullptr;
    if (snd_pcm_sw_params_malloc(&raw) < 0) return Error{Errc::Internal, "out of memory"};
    const SoftwareParams software(raw);
    snd_pcm_uframes_t never = 0;
    snd_pcm_sw_params_current(pcm, raw);
    snd_pcm_sw_params_get_boundary(raw, &never);
    snd_pcm_sw_params_set_start_threshold(pcm, raw, never); // We start it ourselves.
    // The ear is kept two periods full, however much more it could hold.
    const auto wake_at = way_ == Way::Capture ? period : room - period;
    snd_pcm_sw_params_set_avail_min(pcm, raw, wake_at);
    code = snd_pcm_sw_params(pcm, raw);
    if (code < 0) return failed("the sound card refuses its wake-ups", code);
    period_ = period;
    room_ = room;
    silence_.assign(2 * period * static_cast<std::size_t>(channels), 0);
    return base::Done{};
}

bool AlsaPcm::begin() noexcept {
    auto* const pcm = pcm_.get();
    if (snd_pcm_prepare(pcm) < 0) return false;
    if (way_ == Way::Playback && snd_pcm_writei(pcm, silence_.data(), 2 * period_) < 0)
        return false;
    return snd_pcm_start(pcm) >= 0;
}

void AlsaPcm::halt() noexcept { snd_pcm_drop(pcm_.get()); }

std::size_t AlsaPcm::descriptors(std::span<pollfd> out) const noexcept {
    const int count =
        snd_pcm_poll_descriptors(pcm_.get(), out.data(), static_cast<unsigned>(out.size()));
    return static_cast<std::size_t>(std::max(count, 0));
}

void AlsaPcm::woken(std::span<pollfd> fds) noexcept {
    unsigned short events = 0; // What counts is what ready() finds; plug-ins re-arm in here.
    snd_pcm_poll_descriptors_revents(pcm_.get(), fds.data(), static_cast<unsigned>(fds.size()),
                                     &events);
}

// An under-run (EPIPE) or a sleep of the machine (ESTRPIPE) is no loss of the device.
bool AlsaPcm::recover(long error) noexcept {
    if (error != -EPIPE && error != -ESTRPIPE) return false;
    ++interruptions_;
    return begin();
}

AlsaPcm::Ready AlsaPcm::ready() noexcept {
    const auto available = snd_pcm_avail_update(pcm_.get());
    if (available < 0) return recover(available) ? Ready::No : Ready::Gone;
    const auto needed = way_ == Way::Capture ? period_ : room_ - period_;
    return static_cast<std::size_t>(available) >= needed ? Ready::Yes : Ready::No;
}

bool AlsaPcm::read(std::span<std::int16_t> period) noexcept {
    const auto got = snd_pcm_readi(pcm_.get(), period.data(), period_);
    if (got == static_cast<snd_pcm_sframes_t>(period_)) return true;
    std::ranges::fill(period, std::int16_t{0});
    return got >= 0 || got == -EAGAIN || recover(got);
}

bool AlsaPcm::write(std::span<const std::int16_t> period) noexcept {
    const auto put = snd_pcm_writei(pcm_.get(), period.data(), period_);
    return put >= 0 || put == -EAGAIN || recover(put);
}

} // namespace sangdam::audio
