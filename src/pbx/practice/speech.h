// SPDX-License-Identifier: MIT
//
// Text to sound at run time: espeak-ng as a process, on a thread of its own ("speech"), because an
// administrator's new announcement must be heard without building anything. What was said once is
// kept. Functions are for the thread of `answers_on`; answers come there.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/strand.h"
#include "pbx/practice/sounds.h"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::pbx {

// One text, spoken in Korean, at the engine's rate. Waits for the process (some 50 ms a sentence,
// killed after ten seconds). Unavailable: espeak-ng is not there. BadInput: no text, or too long.
base::Result<SharedPcm> speak(const std::string& text);

class Speech {
public:
    using Told = std::function<void(base::Result<SharedPcm>)>;

    explicit Speech(base::Executor& answers_on) : answers_on_(answers_on) {}

    // At once when it was said before. Of those who ask for one text meanwhile each is answered.
    void say(const std::string& text, Told);

private:
    static constexpr std::size_t kKept = 64; // The oldest goes.
    void keep(const std::string& text, SharedPcm);

    base::Executor& answers_on_;
    std::map<std::string, SharedPcm> said_;
    std::list<std::string> order_;
    std::map<std::string, std::vector<Told>> asked_;
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
    base::Strand thread_{"speech"};
};

} // namespace sangdam::pbx
