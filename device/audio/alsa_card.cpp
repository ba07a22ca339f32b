// SPDX-License-Identifier: MIT

#include "audio/alsa_card.h"

#include "base/priority.h"
#include "base/strand.h"

#include <system_error>
#include <utility>

namespace sangdam::audio {
namespace {

constexpr int kLongestWait = 50; // ms; a device that is gone may wake nobody.
constexpr int kDeadWaits = 20;   // A second without a period: it is gone and does not say so.

} // namespace

AlsaCard::AlsaCard(std::optional<AlsaPcm> capture, std::optional<AlsaPcm> playback,
                   CardFormat format, AudioLine& line)
    : format_(format), line_(line), capture_(std::move(capture)), playback_(std::move(playback)),
      in_(format.period * static_cast<std::size_t>(format.capture_channels)),
      out_(format.period * static_cast<std::size_t>(format.playback_channels)) {}

AlsaCard::~AlsaCard() { stop(); }

base::Status AlsaCard::start() {
    stop();
    stopping_ = false;
    gone_ = false;
    dead_waits_ = 0;
    // Here, not on the card's thread: a card that does not start is an answer, not an event.
    if ((capture_ && !capture_->begin()) || (playback_ && !playback_->begin())) {
        gone_ = true;
        return base::Error{base::Errc::Unavailable, "the sound card does not start"};
    }
    try {
        thread_ = std::thread([this] { run(); });
    } catch (const std::system_error& e) {
        return base::Error{base::Errc::Unavailable, std::string("no card thread: ") + e.what()};
    }
    return base::Done{};
}

void AlsaCard::stop() {
    stopping_ = true;
    if (!thread_.joinable()) return;
    thread_.join();
    if (capture_) capture_->halt();
    if (playback_) playback_->halt();
}

void AlsaCard::run() noexcept {
    base::name_this_thread("card");
    base::run_in_real_time(base::Urgency::Card);
    while (!stopping_.load()) {
        wait();
        ++dead_waits_;
        if (!listen() || !speak() || dead_waits_ > kDeadWaits) {
            gone_ = true;
            return;
        }
    }
}

void AlsaCard::wait() noexcept {
    std::size_t captures = 0;
    std::size_t all = 0;
    if (capture_) all = captures = capture_->descriptors(fds_);
    if (playback_) all += playback_->descriptors(std::span(fds_).subspan(captures));
    ::poll(fds_.data(), all, kLongestWait);
    if (capture_) capture_->woken(std::span(fds_).first(captures));
    if (playback_) playback_->woken(std::span(fds_).subspan(captures, all - captures));
}

bool AlsaCard::listen() noexcept {
    if (!capture_) return true;
    for (;;) {
        const auto ready = capture_->ready();
        if (ready != AlsaPcm::Ready::Yes) return ready == AlsaPcm::Ready::No;
        if (!capture_->read(in_)) return false;
        line_.on_period(in_.data(), nullptr, format_.period);
        dead_waits_ = 0;
    }
}

bool AlsaCard::speak() noexcept {
    if (!playback_) return true;
    for (;;) {
        const auto ready = playback_->ready();
        if (ready != AlsaPcm::Ready::Yes) return ready == AlsaPcm::Ready::No;
        line_.on_period(nullptr, out_.data(), format_.period);
        if (!playback_->write(out_)) return false;
        dead_waits_ = 0;
    }
}

} // namespace sangdam::audio
