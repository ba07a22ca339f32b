// SPDX-License-Identifier: MIT
//
// The electronics of the virtual card: an ALSA external PCM ("ioplug"), so that everything above it
// is what users run: libasound, PortAudio, and any other program.
//
//   pcm.handset_a { type sdc_handset  path "/dev/shm/handset_a" }

#include "virtual_card.h"

#include <algorithm>
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <vector>

namespace sangdam::rig {
namespace {

// One opened direction. ALSA calls it from the program's thread, one call at a time.
class Side {
public:
    Side(VirtualCard card, bool playback) : card_(std::move(card)), playback_(playback) {
        timer_ = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
        ++(playback_ ? head().playback_opens : head().capture_opens);
    }
    ~Side() { ::close(timer_); }
    Side(const Side&) = delete;
    Side& operator=(const Side&) = delete;

    int create(snd_pcm_t** pcm, const char* name, snd_pcm_stream_t, int mode);
    static Side& of(snd_pcm_ioplug_t* io) { return *static_cast<Side*>(io->private_data); }

    bool gone() const { return head().unplugged.load() != 0; }
    int prepare();
    int start();
    int stop();
    snd_pcm_sframes_t pointer();
    snd_pcm_sframes_t transfer(const snd_pcm_channel_area_t*, snd_pcm_uframes_t offset,
                               snd_pcm_uframes_t size);
    snd_pcm_sframes_t delay();
    unsigned short ready(unsigned short asked);
    void set_minimum(snd_pcm_uframes_t n);
    void note_period();

private:
    CardHeader& head() const { return card_.header(); }
    std::int64_t moved() const; // Frames that the card has moved since the start.
    std::int64_t available() const;
    void arm();
    void put(std::uint64_t frame, const std::int16_t* from, std::size_t frames);
    void silence_until(std::uint64_t frame);

    VirtualCard card_;
    const bool playback_;
    snd_pcm_ioplug_t io_{};
    int timer_ = -1;
    bool running_ = false;
    std::uint64_t began_ = 0;                // Card's frame number of our frame 0.
    snd_pcm_uframes_t minimum_ = 1;          // avail_min
    std::vector<std::int16_t> before_start_; // Played before the start: goes out with it.
};

std::int64_t Side::moved() const {
    return running_ ? static_cast<std::int64_t>(card_.now()) - static_cast<std::int64_t>(began_)
                    : 0;
}

std::int64_t Side::available() const {
    const auto application = static_cast<std::int64_t>(io_.appl_ptr);
    const auto buffer = static_cast<std::int64_t>(io_.buffer_size);
    return playback_ ? buffer - (application - moved()) : moved() - application;
}

// The poll descriptor becomes readable at the time when enough will be there.
void Side::arm() {
    if (!running_) return;
    const auto missing = static_cast<std::int64_t>(minimum_) - available();
    std::int64_t at = 1; // At once
    if (missing > 0)
        at = card_.when(
            static_cast<std::uint64_t>(static_cast<std::int64_t>(began_) + moved() + missing));
    itimerspec due{};
    due.it_value.tv_sec = at / 1'000'000'000;
    due.it_value.tv_nsec = at % 1'000'000'000;
    ::timerfd_settime(timer_, TFD_TIMER_ABSTIME, &due, nullptr);
}

int Side::prepare() {
    if (gone()) return -ENODEV;
    running_ = false;
    before_start_.clear();
    itimerspec due{}; // A player may write at once; a recorder waits for the start.
    if (playback_) due.it_value.tv_nsec = 1;
    ::timerfd_settime(timer_, TFD_TIMER_ABSTIME, &due, nullptr);
    return 0;
}

int Side::start() {
    if (gone()) return -ENODEV;
    began_ = card_.now() + head().rate / 1000;
    running_ = true;
    if (playback_) {
        ++head().playback_starts;
        silence_until(began_);
        put(began_, before_start_.data(), before_start_.size() / io_.channels);
        before_start_.clear();
    } else {
        ++head().capture_starts;
    }
    arm();
    return 0;
}

int Side::stop() {
    running_ = false;
    return 0;
}

snd_pcm_sframes_t Side::pointer() {
    if (gone()) return -ENODEV;
    if (!running_) return 0;
    const auto done = std::max<std::int64_t>(0, moved());
    const auto behind = done - static_cast<std::int64_t>(io_.appl_ptr);
    if (playback_ && io_.state == SND_PCM_STATE_RUNNING && behind > 0) {
        ++head().playback_xruns;
        return -EPIPE;
    }
    if (!playback_ && behind > static_cast<std::int64_t>(io_.buffer_size)) {
        ++head().capture_xruns;
        return -EPIPE;
    }
    return done % static_cast<std::int64_t>(io_.buffer_size);
}

void Side::put(std::uint64_t frame, const std::int16_t* from, std::size_t frames) {
    const std::size_t channels = io_.channels;
    for (std::size_t i = 0; i < frames; ++i)
        std::copy_n(from + i * channels, channels, card_.ear(frame + i));
    auto until = head().played_until.load();
    if (frame + frames > until) head().played_until.store(frame + frames);
}

// Between two calls the ear hears nothing: not what was there a lap of the ring ago.
void Side::silence_until(std::uint64_t frame) {
    const auto until = head().played_until.load();
    const auto first = frame > head().length ? std::max(until, frame - head().length) : until;
    for (auto f = first; f < frame; ++f) std::fill_n(card_.ear(f), io_.channels, std::int16_t{0});
}

snd_pcm_sframes_t Side::transfer(const snd_pcm_channel_area_t* area, snd_pcm_uframes_t offset,
                                 snd_pcm_uframes_t size) {
    if (gone()) return -ENODEV;
    const std::size_t channels = io_.channels;
    auto* const bytes = static_cast<char*>(area->addr) + area->first / 8 + area->step / 8 * offset;
    auto* const samples = reinterpret_cast<std::int16_t*>(bytes);
    if (!playback_) {
        for (std::size_t i = 0; i < size; ++i)
            std::copy_n(card_.microphone(began_ + io_.appl_ptr + i), channels,
                        samples + i * channels);
        head().capture_frames += size;
    } else if (running_) {
        put(began_ + io_.appl_ptr, samples, size);
        head().playback_frames += size;
    } else {
        before_start_.insert(before_start_.end(), samples, samples + size * channels);
        head().playback_frames += size;
    }
    return static_cast<snd_pcm_sframes_t>(size);
}

snd_pcm_sframes_t Side::delay() {
    if (gone()) return -ENODEV;
    const auto ahead = static_cast<std::int64_t>(io_.appl_ptr) - moved();
    return std::max<std::int64_t>(0, playback_ ? ahead : -ahead);
}

unsigned short Side::ready(unsigned short asked) {
    if (gone()) return POLLERR | POLLHUP;
    if ((asked & POLLIN) == 0) return 0;
    if (running_ && available() < static_cast<std::int64_t>(minimum_)) {
        arm(); // Woken before its time: the program has moved on since.
        return 0;
    }
    return playback_ ? POLLOUT : POLLIN;
}

void Side::set_minimum(snd_pcm_uframes_t n) {
    minimum_ = std::max<snd_pcm_uframes_t>(1, n);
    arm();
}

void Side::note_period() {
    minimum_ = io_.period_size;
    (playback_ ? head().playback_period : head().capture_period) =
        static_cast<std::uint32_t>(io_.period_size);
}

// ALSA's C callbacks.
int on_start(snd_pcm_ioplug_t* io) { return Side::of(io).start(); }
int on_stop(snd_pcm_ioplug_t* io) { return Side::of(io).stop(); }
snd_pcm_sframes_t on_pointer(snd_pcm_ioplug_t* io) { return Side::of(io).pointer(); }
snd_pcm_sframes_t on_transfer(snd_pcm_ioplug_t* io, const snd_pcm_channel_area_t* areas,
                              snd_pcm_uframes_t offset, snd_pcm_uframes_t size) {
    return Side::of(io).transfer(areas, offset, size);
}
int on_close(snd_pcm_ioplug_t* io) {
    std::unique_ptr<Side>(&Side::of(io)).reset();
    return 0;
}
int on_hw_params(snd_pcm_ioplug_t* io, snd_pcm_hw_params_t*) {
    Side::of(io).note_period();
    return 0;
}
int on_sw_params(snd_pcm_ioplug_t* io, snd_pcm_sw_params_t* params) {
    snd_pcm_uframes_t minimum = 1;
    snd_pcm_sw_params_get_avail_min(params, &minimum);
    Side::of(io).set_minimum(minimum);
    return 0;
}
int on_prepare(snd_pcm_ioplug_t* io) { return Side::of(io).prepare(); }
int on_revents(snd_pcm_ioplug_t* io, pollfd* fds, unsigned, unsigned short* out) {
    *out = Side::of(io).ready(static_cast<unsigned short>(fds->revents));
    return 0;
}
int on_delay(snd_pcm_ioplug_t* io, snd_pcm_sframes_t* out) {
    const auto delay = Side::of(io).delay();
    *out = std::max<snd_pcm_sframes_t>(0, delay);
    return delay < 0 ? static_cast<int>(delay) : 0;
}

const snd_pcm_ioplug_callback_t kCallbacks = [] {
    snd_pcm_ioplug_callback_t c{};
    c.start = on_start;
    c.stop = on_stop;
    c.pointer = on_pointer;
    c.transfer = on_transfer;
    c.close = on_close;
    c.hw_params = on_hw_params;
    c.sw_params = on_sw_params;
    c.prepare = on_prepare;
    c.poll_revents = on_revents;
    c.delay = on_delay;
    return c;
}();

int Side::create(snd_pcm_t** pcm, const char* name, snd_pcm_stream_t stream, int mode) {
    io_.version = SND_PCM_IOPLUG_VERSION;
    io_.name = "SangdamCall virtual handset";
    io_.callback = &kCallbacks;
    io_.private_data = this;
    io_.poll_fd = timer_;
    io_.poll_events = POLLIN;
    if (const int error = snd_pcm_ioplug_create(&io_, name, stream, mode); error < 0) return error;

    const std::array<unsigned, 2> access{SND_PCM_ACCESS_RW_INTERLEAVED,
                                         SND_PCM_ACCESS_MMAP_INTERLEAVED};
    const std::array<unsigned, 1> format{SND_PCM_FORMAT_S16};
    snd_pcm_ioplug_set_param_list(&io_, SND_PCM_IOPLUG_HW_ACCESS, access.size(), access.data());
    snd_pcm_ioplug_set_param_list(&io_, SND_PCM_IOPLUG_HW_FORMAT, format.size(), format.data());
    const unsigned channels = playback_ ? head().playback_channels : head().capture_channels;
    const unsigned per_ms = head().rate / 1000 * 2 * channels;
    const auto limit = [&](int what, unsigned low, unsigned high) {
        snd_pcm_ioplug_set_param_minmax(&io_, what, low, high);
    };
    limit(SND_PCM_IOPLUG_HW_CHANNELS, channels, channels);
    limit(SND_PCM_IOPLUG_HW_RATE, head().rate, head().rate);
    limit(SND_PCM_IOPLUG_HW_PERIOD_BYTES, per_ms, per_ms * 100);
    limit(SND_PCM_IOPLUG_HW_BUFFER_BYTES, per_ms * 2, per_ms * 400);
    limit(SND_PCM_IOPLUG_HW_PERIODS, 2, 100);
    *pcm = io_.pcm;
    return 0;
}

const char* path_in(snd_config_t* config) {
    const char* path = nullptr;
    snd_config_iterator_t i = nullptr;
    snd_config_iterator_t next = nullptr;
    snd_config_for_each(i, next, config) {
        snd_config_t* const entry = snd_config_iterator_entry(i);
        const char* id = nullptr;
        if (snd_config_get_id(entry, &id) >= 0 && std::strcmp(id, "path") == 0)
            snd_config_get_string(entry, &path);
    }
    return path;
}

int open_side(snd_pcm_t** pcm, const char* name, snd_config_t* config, snd_pcm_stream_t stream,
              int mode) {
    const char* const path = path_in(config);
    if (path == nullptr) return -EINVAL;
    auto card = VirtualCard::open(path);
    if (!card || card->header().unplugged.load() != 0) return -ENODEV;
    const bool playback = stream == SND_PCM_STREAM_PLAYBACK;
    auto& head = card->header();
    if ((playback ? head.playback_channels : head.capture_channels) == 0) return -ENODEV;
    auto side = std::make_unique<Side>(std::move(*card), playback);
    const int error = side->create(pcm, name, stream, mode);
    if (error >= 0) static_cast<void>(side.release()); // ALSA's now; on_close() takes it back.
    return error;
}

} // namespace
} // namespace sangdam::rig

extern "C" {
SND_PCM_PLUGIN_DEFINE_FUNC(sdc_handset) {
    static_cast<void>(root);
    return sangdam::rig::open_side(pcmp, name, conf, stream, mode);
}
SND_PCM_PLUGIN_SYMBOL(sdc_handset);
}
