// SPDX-License-Identifier: MIT

#include "audio/alsa_list.h"

#include "audio/alsa_pcm.h"
#include "audio/card_place.h"

#include <algorithm>
#include <alsa/asoundlib.h>
#include <array>
#include <memory>
#include <string_view>

namespace sangdam::audio {
namespace {

// Building blocks of ALSA's own configuration, not devices: they need an argument, or are a part
// of a card that is listed as a whole.
constexpr std::array<std::string_view, 32> kBlocks{
    "hw",         "plughw",     "plug",       "shm",        "tee",        "file",
    "null",       "cards",      "front",      "rear",       "center_lfe", "side",
    "iec958",     "spdif",      "hdmi",       "dmix",       "dsnoop",     "modem",
    "phoneline",  "usbstream",  "sysdefault", "surround21", "surround40", "surround41",
    "surround50", "surround51", "surround71", "oss",        "jack",       "upmix",
    "vdownmix",   "lavrate"};

bool is_block(std::string_view id) {
    return std::ranges::find(kBlocks, id) != kBlocks.end() || id.starts_with("samplerate") ||
           id.starts_with("speex") || id.starts_with("lavrate");
}

struct FreeControl {
    void operator()(snd_ctl_t* c) const { snd_ctl_close(c); }
};
struct FreePcmInfo {
    void operator()(snd_pcm_info_t* i) const { snd_pcm_info_free(i); }
};

// What can be opened of it; a half that another program holds is there, too, as far as we can say.
void look(AlsaDevice& device) {
    const auto half = [&](AlsaPcm::Way way, int CardInfo::*channels) {
        const auto pcm = AlsaPcm::open(device.pcm, way);
        if (pcm) {
            device.info.*channels = pcm->most_channels();
            device.info.rate = pcm->usual_rate();
        } else if (pcm.error().code == base::Errc::Unavailable) {
            device.info.busy = true;
        }
    };
    half(AlsaPcm::Way::Playback, &CardInfo::playback_channels);
    half(AlsaPcm::Way::Capture, &CardInfo::capture_channels);
}

bool is_there(const AlsaDevice& device) {
    return device.info.capture_channels > 0 || device.info.playback_channels > 0 ||
           device.info.busy;
}

void add(std::vector<AlsaDevice>& out, std::string name, std::string pcm) {
    AlsaDevice device{{.name = std::move(name), .backend = "ALSA"}, std::move(pcm)};
    device.info.usb_path = usb_path_of(device.info.name);
    look(device);
    if (!is_there(device)) return;
    device.info.index = static_cast<int>(out.size());
    out.push_back(std::move(device));
}

// "Jabra Link 380: USB Audio (hw:1,0)", as PortAudio names them, too: settings that were written
// with it go on to fit.
void add_cards(std::vector<AlsaDevice>& out) {
    snd_pcm_info_t* raw = nullptr;
    if (snd_pcm_info_malloc(&raw) < 0) return;
    const std::unique_ptr<snd_pcm_info_t, FreePcmInfo> info(raw);
    for (int card = -1; snd_card_next(&card) >= 0 && card >= 0;) {
        const auto hw = "hw:" + std::to_string(card);
        snd_ctl_t* opened = nullptr;
        if (snd_ctl_open(&opened, hw.c_str(), SND_CTL_NONBLOCK) < 0) continue;
        const std::unique_ptr<snd_ctl_t, FreeControl> control(opened);
        char* text = nullptr;
        const std::string card_name =
            snd_card_get_name(card, &text) >= 0 && text != nullptr ? text : hw;
        std::free(text);
        for (int number = -1; snd_ctl_pcm_next_device(opened, &number) >= 0 && number >= 0;) {
            snd_pcm_info_set_device(raw, static_cast<unsigned>(number));
            snd_pcm_info_set_subdevice(raw, 0);
            std::string what;
            for (const auto way : {SND_PCM_STREAM_PLAYBACK, SND_PCM_STREAM_CAPTURE}) {
                snd_pcm_info_set_stream(raw, way);
                if (what.empty() && snd_ctl_pcm_info(opened, raw) >= 0)
                    what = snd_pcm_info_get_name(raw);
            }
            const auto pcm = hw + "," + std::to_string(number);
            add(out, card_name + ": " + what + " (" + pcm + ")", pcm);
        }
    }
}

// Those that the system's or the user's configuration names: "default", "pipewire" ...
void add_configured(std::vector<AlsaDevice>& out) {
    snd_config_t* all = nullptr;
    if (snd_config == nullptr || snd_config_search(snd_config, "pcm", &all) < 0) return;
    snd_config_iterator_t at = nullptr;
    snd_config_iterator_t next = nullptr;
    snd_config_for_each(at, next, all) {
        const char* id = nullptr;
        if (snd_config_get_id(snd_config_iterator_entry(at), &id) < 0 || is_block(id)) continue;
        add(out, id, id);
        if (!out.empty() && out.back().pcm == id && std::string_view(id) == "default") {
            out.back().info.default_capture = out.back().info.capture_channels > 0;
            out.back().info.default_playback = out.back().info.playback_channels > 0;
        }
    }
}

} // namespace

std::vector<AlsaDevice> list_alsa_devices() {
    std::vector<AlsaDevice> out;
    // Read anew: what was plugged in since brings its own parts of the configuration.
    snd_config_update_free_global();
    if (snd_config_update() < 0) return out;
    add_cards(out);
    add_configured(out);
    return out;
}

} // namespace sangdam::audio
