// SPDX-License-Identifier: MIT

#include "pbx/practice/recorder.h"

#include "base/resampler.h"
#include "media/g711.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace sangdam::pbx {
namespace {

constexpr int kRecordedRate = 16'000;
constexpr std::chrono::milliseconds kEvery{250};
constexpr std::size_t kPiece = 4'800; // Frames taken at once: 100 ms.

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
}

} // namespace

std::string recording_header() {
    constexpr std::uint32_t kUnknown = 0xFFFFFFFF; // It is not known yet how long it will be.
    std::string out = "RIFF";
    put(out, kUnknown, 4);
    out += "WAVEfmt ";
    put(out, 18, 4);
    put(out, 7, 2); // Mu-law.
    put(out, 2, 2);
    put(out, kRecordedRate, 4);
    put(out, kRecordedRate * 2, 4);
    put(out, 2, 2);
    put(out, 8, 2);
    put(out, 0, 2);
    out += "fact";
    put(out, 4, 4);
    put(out, kUnknown, 4);
    out += "data";
    put(out, kUnknown, 4);
    return out;
}

// One recording. Lives on the recorder's thread but for `tap` and its making.
class Recorder::Take : public std::enable_shared_from_this<Take> {
public:
    explicit Take(core::CallRef of) : call(std::move(of)) {}

    void begin(core::RecordingShelf& shelf, base::WallTime now) {
        auto opened = shelf.begin(call, now);
        if (!opened) {
            failed = opened.error();
            return;
        }
        sink = std::move(opened).value();
        keep(sink->write(recording_header()));
    }
    void drain() {
        std::array<media::BridgeTap::Frame, kPiece> frames;
        while (const auto n = tap->said.read(frames))
            if (!paused) convert(std::span(frames).first(n));
        if (bytes.empty() || !sink) return;
        keep(sink->write(bytes));
        bytes.clear();
    }
    void drain_again(base::Strand& thread) {
        drain();
        again = thread.after(kEvery, [self = weak_from_this(), &thread] {
            if (const auto same = self.lock()) same->drain_again(thread);
        });
    }
    base::Result<std::string> finish() {
        again.reset();
        drain();
        if (failed) return *failed;
        return sink->finish();
    }

    const core::CallRef call;
    const std::shared_ptr<media::BridgeTap> tap = std::make_shared<media::BridgeTap>();
    bool paused = false;

private:
    void keep(const base::Status& written) {
        if (written || failed) return;
        failed = written.error();
        sink.reset();
    }
    // Both sides go through filters of one kind, so they stay in step.
    void convert(std::span<const media::BridgeTap::Frame> frames) {
        std::array<std::int16_t, kPiece> in{};
        std::array<std::array<std::int16_t, kPiece>, 2> out{};
        std::array<std::size_t, 2> made{};
        for (std::size_t side = 0; side < 2; ++side) {
            for (std::size_t i = 0; i < frames.size(); ++i)
                in.at(i) = side == 0 ? frames[i].here : frames[i].there;
            made.at(side) =
                sides.at(side).run(std::span(in).first(frames.size()), out.at(side)).out;
        }
        for (std::size_t i = 0; i < std::min(made[0], made[1]); ++i)
            for (std::size_t side = 0; side < 2; ++side)
                bytes.push_back(static_cast<char>(media::to_ulaw(out.at(side).at(i))));
    }

    std::unique_ptr<core::RecordingSink> sink;
    std::optional<base::Error> failed;
    std::array<base::Resampler, 2> sides{base::Resampler(media::kRate, kRecordedRate),
                                         base::Resampler(media::kRate, kRecordedRate)};
    std::string bytes;
    base::Timer again;
};

Recorder::Recorder(base::Executor& answers_on, core::RecordingShelf& shelf, Ended ended)
    : answers_on_(answers_on), shelf_(shelf), ended_(std::move(ended)) {}

Recorder::~Recorder() {
    while (!takes_.empty()) stop(core::CallRef(takes_.begin()->first));
}

std::shared_ptr<media::BridgeTap> Recorder::start(const core::CallRef& call, base::WallTime now) {
    if (takes_.contains(call)) return nullptr;
    auto take = std::make_shared<Take>(call);
    takes_[call] = take;
    thread_.post([this, take, now] {
        take->begin(shelf_, now);
        take->drain_again(thread_);
    });
    return take->tap;
}

std::shared_ptr<media::BridgeTap> Recorder::tap_of(const core::CallRef& call) const {
    const auto found = takes_.find(call);
    return found == takes_.end() ? nullptr : found->second->tap;
}

void Recorder::pause(const core::CallRef& call, bool on) {
    const auto found = takes_.find(call);
    if (found == takes_.end()) return;
    thread_.post([take = found->second, on] {
        take->drain(); // Said before it was asked.
        take->paused = on;
    });
}

void Recorder::stop(const core::CallRef& call) {
    const auto node = takes_.extract(call);
    if (node.empty()) return;
    thread_.post([this, take = node.mapped(), alive = std::weak_ptr(alive_), &on = answers_on_] {
        auto outcome = take->finish();
        on.post([this, alive, call = take->call, outcome = std::move(outcome)] {
            if (!alive.expired()) ended_(call, outcome);
        });
    });
}

} // namespace sangdam::pbx
