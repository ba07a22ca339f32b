// SPDX-License-Identifier: MIT

#include "virtual_call.h"

#include "media/far_loss.h"
#include "media/reception.h"
#include "media/report_clock.h"
#include "media/sender.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <numbers>
#include <span>
#include <vector>

namespace sangdam::rig {
namespace {

using base::TimePoint;
using media::kRate;
using media::Sample;

constexpr double kReportsTake = 20; // ms, on their way back.

TimePoint at(double ms) {
    return TimePoint(std::chrono::duration_cast<TimePoint::duration>(
        std::chrono::duration<double, std::milli>(ms + 1'000'000)));
}

// Packets on their way, by the time they arrive.
class Wire final : public media::PacketOut {
public:
    explicit Wire(const CallSetup& setup) : setup_(setup) {}
    void send_rtp(std::span<const std::uint8_t> packet) noexcept override {
        const auto delay = setup_.delay(sent++, now);
        if (!delay) return;
        smallest = std::min(smallest, *delay);
        ++arrived;
        way.emplace(now + *delay, std::vector<std::uint8_t>(packet.begin(), packet.end()));
    }

    double now = 0;
    double smallest = std::numeric_limits<double>::max();
    std::uint64_t sent = 0;
    std::uint64_t arrived = 0;
    std::multimap<double, std::vector<std::uint8_t>> way;

private:
    const CallSetup& setup_;
};

// Static payload types, and the dynamic one that our SDP offers for Opus with its parameters.
media::PayloadFormat format_of(media::Codec codec) {
    switch (codec) {
    case media::Codec::Opus: return {codec, 111, "useinbandfec=1"};
    case media::Codec::G722: return {codec, 9, ""};
    case media::Codec::Pcmu: return {codec, 0, ""};
    case media::Codec::Pcma: break;
    }
    return {codec, 8, ""};
}

class VirtualCall {
public:
    VirtualCall(const CallSetup& setup, const media::Pcm& said)
        : setup_(setup), said_(said), wire_(setup),
          speech_(static_cast<std::size_t>(kRate / 1000 * setup.ptime_ms)),
          heard_(static_cast<std::size_t>(kRate / 1000 * setup.pull_ms)),
          sent_every_(setup.ptime_ms / (1 + setup.drift_ppm * 1e-6)) {
        const auto format = format_of(setup.codec);
        clock_rate_ = media::clock_rate(format.codec);
        media::Sender::Setup out{.format = format, .events = {}, .ptime = {}, .ssrc = 7};
        out.ptime = std::chrono::milliseconds(static_cast<int>(setup.ptime_ms));
        sender_ = std::move(media::Sender::make(out, wire_)).value();
        buffer_ = std::move(media::make_jitter_buffer({format})).value();
        reports_.start(at(0));
    }

    CallReport run() {
        for (std::uint64_t beat = 0;; ++beat) {
            const double now = static_cast<double>(beat) * setup_.pull_ms + setup_.phase_ms;
            if (now > setup_.seconds * 1000) break;
            speak(now);
            arrive(now);
            report_losses(now);
            listen(now);
        }
        return summary();
    }

private:
    void speak(double now) { // A frame leaves when its last sample was spoken.
        while ((wire_.now = static_cast<double>(frames_ + 1) * sent_every_) <= now) {
            for (auto& s : speech_) {
                const bool over = setup_.said == Said::Once && position_ >= said_.samples.size();
                s = over ? Sample{0} : said_.samples[position_ % said_.samples.size()];
                ++position_;
            }
            sender_->feed(speech_);
            ++frames_;
        }
    }

    void arrive(double now) {
        while (!wire_.way.empty() && wire_.way.begin()->first <= now) {
            const auto& [arrived, bytes] = *wire_.way.begin();
            if (const auto packet = media::parse_rtp(bytes)) {
                const auto lost = reception_.lost();
                reception_.count(*packet, clock_rate_, at(arrived));
                if (reception_.lost() > lost) reports_.lost_something(at(now));
                buffer_->insert(*packet, at(arrived), at(now));
            }
            wire_.way.erase(wire_.way.begin());
        }
    }

    void report_losses(double now) {
        if (reports_.due(at(now))) {
            back_ = {now + kReportsTake, reception_.report(at(now)).fraction_lost / 256.0};
            reports_.sent(at(now));
        }
        if (back_ && back_->first <= now) {
            sender_->expect_loss(far_loss_.reported(back_->second));
            back_.reset();
        }
    }

    void listen(double now) {
        buffer_->pull(heard_, at(now));
        if (setup_.keep_heard)
            out_.heard.samples.insert(out_.heard.samples.end(), heard_.begin(), heard_.end());
        const auto stats = buffer_->stats();
        if (stats.played == 0) return;
        // The far end's sample `position` left with its frame, at this time on our clock:
        const double sent = (static_cast<double>(stats.position) / kRate * 1000 + setup_.ptime_ms) /
                            (1 + setup_.drift_ppm * 1e-6);
        const double delay = now + setup_.pull_ms - sent;
        sum_ += delay;
        ++beats_;
        if (now < setup_.seconds * 500) return;
        smallest_ = std::min(smallest_, delay);
        largest_ = std::max(largest_, delay);
    }

    CallReport summary() {
        const auto stats = buffer_->stats();
        const auto percent = [](auto part, auto whole) {
            return whole == 0 ? 0.0
                              : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
        };
        out_.lost_percent = percent(wire_.sent - wire_.arrived, wire_.sent);
        out_.late_percent = percent(stats.late, wire_.arrived);
        out_.concealed_percent = stats.played == 0 ? 100 : percent(stats.concealed, stats.played);
        out_.stretched_percent = percent(stats.removed + stats.inserted, stats.played);
        if (beats_ == 0) return out_;
        const double mean = sum_ / static_cast<double>(beats_);
        out_.mean_delay_ms = mean + setup_.ptime_ms;
        out_.mean_buffer_ms = mean - wire_.smallest;
        if (largest_ >= smallest_) {
            out_.smallest_buffer_ms = smallest_ - wire_.smallest;
            out_.largest_buffer_ms = largest_ - wire_.smallest;
        }
        return out_;
    }

    const CallSetup& setup_;
    const media::Pcm& said_;
    Wire wire_;
    std::vector<Sample> speech_;
    std::vector<Sample> heard_;
    const double sent_every_;
    int clock_rate_ = 8000;
    std::unique_ptr<media::Sender> sender_;
    std::unique_ptr<media::JitterBuffer> buffer_;
    media::Reception reception_;
    media::ReportClock reports_{7};
    media::FarLoss far_loss_;
    std::optional<std::pair<double, double>> back_; // A report: when it is there, what it says.
    std::size_t position_ = 0;
    std::uint64_t frames_ = 0;
    double sum_ = 0;
    std::uint64_t beats_ = 0;
    double smallest_ = std::numeric_limits<double>::max();
    double largest_ = std::numeric_limits<double>::lowest();
    CallReport out_;
};

} // namespace

CallReport play_call(const CallSetup& setup, const media::Pcm& said) {
    return VirtualCall(setup, said).run();
}

media::Pcm babble(double seconds, int rate) {
    media::Pcm out{rate, {}};
    const double turn = 2 * std::numbers::pi;
    double phase = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * rate); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double pitch = 120 + 25 * std::sin(turn * 0.7 * t) + 8 * std::sin(turn * 3.1 * t);
        phase += turn * pitch / rate;
        double voice = 0;
        for (int harmonic = 1; harmonic <= 12; ++harmonic) {
            const double f = harmonic * pitch;
            const double formant = std::exp(-std::pow((f - 500) / 300, 2)) +
                                   0.5 * std::exp(-std::pow((f - 1400) / 400, 2));
            voice += formant * std::sin(harmonic * phase);
        }
        const double syllable = std::max(0.0, std::sin(turn * 3.3 * t));
        const bool pause = std::fmod(t, 4.0) > 2.9;
        out.samples.push_back(
            static_cast<Sample>(std::lround(pause ? 0 : 5000 * syllable * voice)));
    }
    return out;
}

} // namespace sangdam::rig
