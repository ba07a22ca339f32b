// SPDX-License-Identifier: MIT
//
// PortAudio (19.6 and later) behind CardBackend: the only file that knows it. On the audio thread,
// except for the callback, which is the card's.

#include "audio/card_backend.h"
#include "audio/card_place.h"
#include "audio/quiet_backends.h"

#include <portaudio.h>

#include <string>

namespace sangdam::audio {
namespace {

using base::Errc;
using base::Error;

Error failed(const char* what, PaError code) {
    std::string text = std::string(what) + ": " + Pa_GetErrorText(code);
    if (code == paUnanticipatedHostError)
        if (const auto* const host = Pa_GetLastHostErrorInfo(); host != nullptr)
            text += std::string(" (") + host->errorText + ")";
    if (code == paDeviceUnavailable) text += "; another program may be using it: close that";
    return {Errc::Unavailable, text};
}

class PortAudio final : public CardBackend {
public:
    PortAudio() = default;
    ~PortAudio() override {
        close();
        if (ready_) Pa_Terminate();
    }
    PortAudio(const PortAudio&) = delete;
    PortAudio& operator=(const PortAudio&) = delete;

    base::Result<std::vector<CardInfo>> list() override;
    base::Result<CardFormat> open(const CardPick&, AudioLine&) override;
    base::Status start() override;
    void stop() override;
    void close() override;

private:
    struct Ends {
        PaStreamParameters capture{};
        PaStreamParameters playback{};
        bool has_capture = false;
        bool has_playback = false;
        const PaStreamParameters* in() const { return has_capture ? &capture : nullptr; }
        const PaStreamParameters* out() const { return has_playback ? &playback : nullptr; }
    };
    static Ends ends_of(const CardPick&, const CardFormat&);
    static int on_period(const void* in, void* out, unsigned long frames,
                         const PaStreamCallbackTimeInfo*, PaStreamCallbackFlags, void* line) {
        static_cast<AudioLine*>(line)->on_period(static_cast<const Sample*>(in),
                                                 static_cast<Sample*>(out), frames);
        return paContinue;
    }

    bool ready_ = false;
    PaStream* stream_ = nullptr;
};

base::Result<std::vector<CardInfo>> PortAudio::list() {
    // The list is frozen at Pa_Initialize: only a new start sees what was plugged in since.
    if (ready_) Pa_Terminate();
    quiet_backends();
    const auto code = Pa_Initialize();
    ready_ = code == paNoError;
    if (!ready_) return failed("the sound system does not start", code);
    std::vector<CardInfo> out;
    for (int i = 0; i < Pa_GetDeviceCount(); ++i) {
        const auto* const info = Pa_GetDeviceInfo(i);
        const auto* const host = Pa_GetHostApiInfo(info->hostApi);
        out.push_back({.index = i,
                       .name = info->name,
                       .backend = host->name,
                       .usb_path = usb_path_of(info->name),
                       .capture_channels = info->maxInputChannels,
                       .playback_channels = info->maxOutputChannels,
                       .rate = info->defaultSampleRate,
                       .default_capture = i == Pa_GetDefaultInputDevice(),
                       .default_playback = i == Pa_GetDefaultOutputDevice()});
    }
    return out;
}

PortAudio::Ends PortAudio::ends_of(const CardPick& pick, const CardFormat& format) {
    // Two periods between us and the card: less runs dry without real-time priority.
    const double latency = static_cast<double>(format.period) / format.rate;
    Ends out;
    if (pick.capture) {
        out.capture = {pick.capture->index, format.capture_channels, paInt16, latency, nullptr};
        out.has_capture = true;
    }
    if (pick.playback) {
        out.playback = {pick.playback->index, format.playback_channels, paInt16, latency, nullptr};
        out.has_playback = true;
    }
    return out;
}

base::Result<CardFormat> PortAudio::open(const CardPick& pick, AudioLine& line) {
    close();
    PaError last = paInvalidDevice;
    // PortAudio converts neither rate nor channels: ask for what the card has, convert ourselves.
    for (const auto& format : formats_to_try(pick)) {
        const auto ends = ends_of(pick, format);
        last = Pa_IsFormatSupported(ends.in(), ends.out(), format.rate);
        if (last != paFormatIsSupported) continue;
        last = Pa_OpenStream(&stream_, ends.in(), ends.out(), format.rate, format.period,
                             paClipOff | paDitherOff, &PortAudio::on_period, &line);
        if (last != paNoError) {
            stream_ = nullptr;
            continue;
        }
        line.attach(format);
        return format;
    }
    return failed("the sound card cannot be opened", last);
}

base::Status PortAudio::start() {
    const auto code = Pa_StartStream(stream_);
    if (code != paNoError) return failed("the sound card does not start", code);
    return base::Done{};
}

// Abort, not stop: what is still queued at the end of a call is nothing anybody waits for.
void PortAudio::stop() { Pa_AbortStream(stream_); }

void PortAudio::close() {
    if (stream_ == nullptr) return;
    Pa_CloseStream(stream_);
    stream_ = nullptr;
}

} // namespace

std::unique_ptr<CardBackend> make_portaudio_backend() { return std::make_unique<PortAudio>(); }

} // namespace sangdam::audio
