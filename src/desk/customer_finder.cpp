// SPDX-License-Identifier: MIT

#include "desk/customer_finder.h"

#include <utility>

namespace sangdam::desk {
namespace {

constexpr int kShown = 50;

bool worth_asking(const std::string& typed) {
    // One Hangul syllable is three bytes and a family name; one letter or digit finds everybody.
    return typed.size() >= 2;
}

} // namespace

CustomerFinder::CustomerFinder(core::Centre& centre, base::Timers& timers)
    : centre_(centre), timers_(timers) {}

void CustomerFinder::type(std::string typed) {
    const auto begin = typed.find_first_not_of(' ');
    typed = begin == std::string::npos
                ? std::string{}
                : typed.substr(begin, typed.find_last_not_of(' ') - begin + 1);
    FinderView next = view_.get();
    if (typed == next.typed) return;
    ++question_;
    next.typed = typed;
    if (!worth_asking(typed)) {
        rest_.reset();
        next.search = Search::Idle;
        next.customers.clear();
        next.more = false;
    } else {
        next.search = Search::Asking; // What was found before stays until the answer comes.
        rest_ = timers_.after(kTypingRest, [this] { ask(); });
    }
    view_.set(std::move(next));
}

void CustomerFinder::clear() {
    ++question_;
    rest_.reset();
    view_.set({});
}

void CustomerFinder::ask() {
    centre_.customers().search(
        core::understood(view_.get().typed), {{}, kShown},
        life_.guard(
            [this, question = question_](const base::Result<core::Page<core::Customer>>& answer) {
                if (question != question_) return; // Typed on meanwhile.
                FinderView next = view_.get();
                next.customers = answer ? answer->items : std::vector<core::Customer>{};
                next.more = answer && !answer->next.empty();
                next.search = !answer                  ? Search::Failed
                              : next.customers.empty() ? Search::Nobody
                                                       : Search::Found;
                view_.set(std::move(next));
            }));
}

} // namespace sangdam::desk
