// SPDX-License-Identifier: MIT
//
// The machine's sound cards, for a program that must not wait for them: everything happens on a
// thread of its own ("audio"), answers come back by executor. The card runs only while the line is
// in use. To be made before other threads start (it sets an environment variable for JACK).
#pragma once

#include "audio/audio_line.h"
#include "audio/card_backend.h"
#include "audio/card_choice.h"
#include "base/executor.h"
#include "base/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::audio {

struct CardInUse {
    CardFormat format;
    std::string capture; // Names; "" = none.
    std::string playback;
    bool stand_in = false; // Not the first of the order: that one is not there, or was pulled out.
};

class SoundCards {
public:
    // `answers_on` must outlive it.
    explicit SoundCards(base::Executor& answers_on,
                        std::unique_ptr<CardBackend> = make_card_backend());
    ~SoundCards(); // Joins: see stuck().
    SoundCards(const SoundCards&) = delete;
    SoundCards& operator=(const SoundCards&) = delete;

    // For the media engine. Silent until use() succeeded, and again after close(). Whoever uses it
    // must have stopped before the cards go (the engine dies first).
    std::shared_ptr<AudioLine> line() const;

    // Any thread. A card in use is closed and opened again by use(); list() while one is in use
    // answers from before it was opened.
    void list(std::function<void(base::Result<std::vector<CardInfo>>)>);
    void use(CardChoice, std::function<void(base::Result<CardInUse>)>);
    // The same with those that stand in for it, best first. The first that opens is used. One that
    // is pulled out in a call is followed by the next, and comes back when it is there again.
    void use(std::vector<CardChoice> order, std::function<void(base::Result<CardInUse>)>);
    // Told on `answers_on` whenever the sound has moved by itself, or (an error) has nowhere to go.
    void on_move(std::function<void(base::Result<CardInUse>)>);
    void close();

    // True: the sound library has not come back from a call for two seconds. The call goes on
    // without sound; destroying would wait with it, so a program that wants to end must leave
    // without.
    bool stuck() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::audio
