// SPDX-License-Identifier: MIT

#include "desk/customer_desk.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {
namespace {

// The card brings so many; a full one may have more behind it.
constexpr std::size_t kFirstHistory = 20;
constexpr int kHistoryPage = 100;

bool blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Enough to catch a slip of the fingers; whether it exists only a letter can tell.
bool plausible_email(const std::string& text) {
    const auto at = text.find('@');
    return at != std::string::npos && at > 0 && text.find('@', at + 1) == std::string::npos &&
           text.find('.', at) != std::string::npos && text.back() != '.' &&
           text.find_first_of(" \t") == std::string::npos;
}

} // namespace

CustomerTrouble check(const core::Customer& customer) {
    if (blank(customer.name)) return CustomerTrouble::NoName;
    if (!customer.email.empty() && !plausible_email(customer.email))
        return CustomerTrouble::BadEmail;
    return CustomerTrouble::None;
}

CustomerDesk::CustomerDesk(core::Centre& centre, CentreFeed& feed, const base::Clock& clock,
                           base::Random& random)
    : centre_(centre), clock_(clock), random_(random) {
    link_ = feed.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online) read_again();
    });
    events_ = feed.watch_events([this](const core::CentreEventBody& body) { event(body); });
}

template <class F>
void CustomerDesk::update(F change) {
    CustomerView view = view_.get();
    change(view);
    view_.set(std::move(view));
}

bool CustomerDesk::select(const core::PhoneNumber& number, const core::CallRef& call) {
    const auto& now = view_.get();
    if (now.editing) return now.number == number;
    if (now.number != number || !call.empty()) call_ = call;
    if (now.lookup != Lookup::None && now.number == number) {
        read_again();
        return true;
    }
    CustomerView next;
    next.number = number;
    next.lookup = number.hidden() ? Lookup::Withheld : Lookup::Looking;
    view_.set(std::move(next));
    read_again();
    return true;
}

void CustomerDesk::read_again() {
    const auto& now = view_.get();
    if (now.lookup == Lookup::None || now.lookup == Lookup::Withheld) return;
    centre_.customer_card(now.number, life_.guard([this, number = now.number](const auto& answer) {
        looked_up(number, answer);
    }));
}

void CustomerDesk::looked_up(const core::PhoneNumber& number,
                             const base::Result<core::CustomerCard>& answer) {
    if (view_.get().number != number) return; // Another one was selected meanwhile.
    update([&](CustomerView& view) {
        if (!answer) {
            if (view.lookup == Lookup::Looking) view.lookup = Lookup::Unavailable;
            return;
        }
        const auto now = clock_.wall();
        view.briefing = briefing(*answer, now);
        view.last = last_contact(*answer, now);
        // What was read beyond the newest ones stays, if the two still meet.
        auto older = std::ranges::find_if(view.history, [&](const core::HistoryEntry& each) {
            return !answer->recent.empty() && each.call.ref == answer->recent.back().call.ref;
        });
        std::vector<core::HistoryEntry> rest;
        if (older != view.history.end())
            rest.assign(std::make_move_iterator(older + 1),
                        std::make_move_iterator(view.history.end()));
        view.history = answer->recent;
        std::ranges::move(rest, std::back_inserter(view.history));
        if (rest.empty()) {
            older_.clear();
            view.more_history = answer->customer && view.history.size() >= kFirstHistory;
        }
        if (view.editing) return; // The form keeps its base: a newer one shows up as a Conflict.
        view.lookup = answer->customer ? Lookup::Known : Lookup::NewCustomer;
        view.customer = answer->customer.value_or(core::Customer{});
    });
    if (view_.get().lookup == Lookup::Known) look_for_twins();
}

void CustomerDesk::read_more() {
    const auto& now = view_.get();
    if (!now.more_history || now.customer.id.empty()) return;
    update([](CustomerView& view) { view.more_history = false; }); // While it is read.
    centre_.call_log().of_customer(
        now.customer.id, {older_, kHistoryPage},
        life_.guard([this, id = now.customer.id](
                        const base::Result<core::Page<core::HistoryEntry>>& page) {
            if (view_.get().customer.id != id) return;
            update([&](CustomerView& view) {
                view.more_history = !page || !page->next.empty();
                if (!page) return;
                older_ = page->next;
                for (const auto& each : page->items)
                    if (std::ranges::none_of(view.history, [&](const core::HistoryEntry& known) {
                            return known.call.ref == each.call.ref;
                        }))
                        view.history.push_back(each);
            });
        }));
}

// --- what is hidden, and who is there twice
// -------------------------------------------------------

void CustomerDesk::unmask() {
    const auto& now = view_.get();
    if (now.unmasked || now.number.hidden() || now.lookup == Lookup::None) return;
    auto told = life_.guard([this, number = now.number](const base::Result<base::Done>& done) {
        unmask_answered(number, done);
    });
    if (!now.customer.id.empty())
        centre_.customers().unmask(now.customer.id, core::PersonalField::Number, std::move(told));
    else if (!call_.empty())
        centre_.customers().unmask_caller(call_, std::move(told));
}

void CustomerDesk::unmask_answered(const core::PhoneNumber& number,
                                   const base::Result<base::Done>& done) {
    if (view_.get().number != number) return;
    update([&](CustomerView& view) {
        view.unmasked = done.has_value();
        view.unmask_failed = !done;
    });
}

void CustomerDesk::mask() {
    update([](CustomerView& view) { view.unmasked = view.unmask_failed = false; });
}

void CustomerDesk::look_for_twins() {
    const auto& now = view_.get();
    centre_.customers().search(
        {core::CustomerQuery::By::Number, now.number.key()}, {{}, 10},
        life_.guard([this, number = now.number,
                     id = now.customer.id](const base::Result<core::Page<core::Customer>>& found) {
            if (!found || view_.get().number != number || view_.get().customer.id != id) return;
            update([&](CustomerView& view) {
                view.twins.clear();
                std::ranges::copy_if(found->items, std::back_inserter(view.twins),
                                     [&](const core::Customer& each) { return each.id != id; });
            });
        }));
}

void CustomerDesk::merge(const core::CustomerId& twin) {
    const auto& now = view_.get();
    if (now.editing || now.customer.id.empty()) return;
    centre_.customers().merge(now.customer.id, twin,
                              life_.guard([this](const base::Result<core::Merge>& merged) {
                                  update([&](CustomerView& view) {
                                      view.merge_failed = !merged;
                                      if (!merged) return;
                                      view.merged = *merged;
                                      std::erase_if(view.twins, [&](const core::Customer& each) {
                                          return each.id == merged->gone.id;
                                      });
                                  });
                                  read_again();
                              }));
}

void CustomerDesk::undo_merge() {
    if (!view_.get().merged) return;
    centre_.customers().undo_merge(view_.get().merged->id,
                                   life_.guard([this](const base::Result<base::Done>& done) {
                                       update([&](CustomerView& view) {
                                           view.merge_failed = !done;
                                           if (done) view.merged.reset();
                                       });
                                       read_again();
                                   }));
}

// --- editing -------------------------------------------------------------------------------------

void CustomerDesk::edit() {
    const auto& now = view_.get();
    if (now.editing || now.lookup == Lookup::None || now.lookup == Lookup::Looking) return;
    update([&](CustomerView& view) {
        view.editing = true;
        view.edited = view.customer;
        view.save = Save::Idle;
        view.trouble = CustomerTrouble::None;
        if (!view.edited.id.empty()) return;
        // The id is made here and once, so that a save that is tried again is the same customer.
        view.edited.id = core::CustomerId(base::uuid_v7(clock_.wall(), random_));
        if (!view.number.hidden()) view.edited.numbers = {view.number};
    });
}

void CustomerDesk::change(core::Customer form) {
    update([&](CustomerView& view) {
        if (!view.editing) return;
        form.id = view.edited.id; // What the form does not show it cannot change.
        form.revision = view.edited.revision;
        view.edited = std::move(form);
        view.trouble = CustomerTrouble::None;
    });
}

void CustomerDesk::cancel_edit() {
    update([](CustomerView& view) {
        view.editing = false;
        view.edited = {};
        view.save = Save::Idle;
        view.newer.reset();
        view.trouble = CustomerTrouble::None;
    });
    read_again();
}

void CustomerDesk::save() {
    const auto& now = view_.get();
    if (!now.editing || now.save == Save::Saving) return;
    const auto trouble = check(now.edited);
    update([&](CustomerView& view) {
        view.trouble = trouble;
        if (trouble == CustomerTrouble::None) view.save = Save::Saving;
    });
    if (trouble != CustomerTrouble::None) return;
    sent_ = view_.get().edited;
    centre_.save_customer(
        sent_, life_.guard([this, id = sent_.id](const base::Result<core::Customer>& answer) {
            if (view_.get().editing && view_.get().edited.id == id) saved(answer);
        }));
}

void CustomerDesk::saved(const base::Result<core::Customer>& answer) {
    update([&](CustomerView& view) {
        if (!answer) {
            const bool conflict = answer.error().code == base::Errc::Conflict;
            view.save = conflict ? Save::Conflict : Save::Failed;
            return;
        }
        view.customer = *answer;
        view.lookup = Lookup::Known;
        view.briefing.new_customer = false;
        view.newer.reset();
        if (view.edited == sent_) {
            view.editing = false;
            view.edited = {};
            view.save = Save::Saved;
        } else { // Typed on while it was saved.
            view.edited.revision = answer->revision;
            view.save = Save::Idle;
        }
    });
    if (view_.get().save == Save::Conflict) read_newer();
}

void CustomerDesk::read_newer() {
    centre_.customer_card(view_.get().number,
                          life_.guard([this, id = view_.get().edited.id](const auto& answer) {
                              update([&](CustomerView& view) {
                                  const bool same = view.editing && view.edited.id == id;
                                  if (same && answer) view.newer = answer->customer;
                              });
                          }));
}

void CustomerDesk::take_newer() {
    update([](CustomerView& view) {
        if (!view.editing || !view.newer) return;
        view.customer = *view.newer;
        view.edited = *view.newer;
        view.newer.reset();
        view.save = Save::Idle;
        view.lookup = Lookup::Known;
    });
}

void CustomerDesk::keep_mine() {
    if (!view_.get().editing || !view_.get().newer) return;
    update([](CustomerView& view) {
        view.edited.id = view.newer->id; // Two agents registered the same new caller.
        view.edited.revision = view.newer->revision;
        view.newer.reset();
        view.save = Save::Idle;
    });
    save();
}

void CustomerDesk::event(const core::CentreEventBody& body) {
    if (std::holds_alternative<core::Reset>(body)) return read_again();
    const auto& now = view_.get();
    if (const auto* changed = std::get_if<core::CustomerChanged>(&body)) {
        // For a caller who was unknown, any new customer may be that one.
        if (changed->customer == now.customer.id || now.lookup == Lookup::NewCustomer) read_again();
    }
    if (const auto* changed = std::get_if<core::CallChanged>(&body))
        if (changed->call.customer_number == now.number && changed->call.ended_at) read_again();
}

} // namespace sangdam::desk
