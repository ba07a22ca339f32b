// SPDX-License-Identifier: MIT
//
// The sample centre's promises, outgoing calls, lists and settings. Answers on the executor it was
// given.
#pragma once

#include "base/executor.h"
#include "core/ports/centre.h"

#include <utility>
#include <vector>

namespace sangdam::gallery {

class SampleBooks final : public core::CallbackBook,
                          public core::Outcalls,
                          public core::CallLog,
                          public core::CustomerBook,
                          public core::Administration {
public:
    explicit SampleBooks(base::Executor& executor) : executor_(executor) {}

    std::vector<core::Callback> promised;
    std::vector<core::HistoryEntry> log;
    std::vector<core::Customer> found;
    std::vector<core::Agent> staff;
    core::WrapUpChoices choices;

    // --- promises
    void list(core::CallbackQuery, core::PageAsked,
              core::Reply<core::Page<core::Callback>> reply) override {
        answer<core::Page<core::Callback>>(reply, {promised, {}});
    }
    void find(core::CallbackId, core::Reply<core::Callback> reply) override {
        nobody<core::Callback>(reply);
    }
    void save(core::Callback callback, core::Reply<core::Callback> reply) override {
        answer<core::Callback>(reply, std::move(callback));
    }
    void snooze(core::CallbackId, base::WallTime, core::Reply<core::Callback> reply) override {
        nobody<core::Callback>(reply);
    }
    void finish(core::CallbackId, core::CallbackStatus, std::optional<std::string>,
                core::Reply<core::Callback> reply) override {
        nobody<core::Callback>(reply);
    }
    void reassign(core::CallbackId, core::AgentId, core::Reply<core::Callback> reply) override {
        nobody<core::Callback>(reply);
    }
    // --- outgoing
    void start(core::OutcallRequest request, core::Reply<core::OutcallRecord> reply) override;
    void cancel(core::CallRef, core::Reply<base::Done> reply) override {
        answer<base::Done>(reply, base::Done{});
    }
    void find(core::CallRef, core::Reply<core::OutcallRecord> reply) override {
        nobody<core::OutcallRecord>(reply);
    }
    // --- lists
    void calls(core::CallQuery query, core::PageAsked,
               core::Reply<core::Page<core::HistoryEntry>> reply) override;
    void of_customer(core::CustomerId, core::PageAsked,
                     core::Reply<core::Page<core::HistoryEntry>> reply) override {
        answer<core::Page<core::HistoryEntry>>(reply, {});
    }
    void attempts(core::CallRef, core::Reply<std::vector<core::Attempt>> reply) override {
        answer<std::vector<core::Attempt>>(reply, {});
    }
    void board(core::Reply<core::Board> reply) override;
    // --- customers
    void search(core::CustomerQuery query, core::PageAsked,
                core::Reply<core::Page<core::Customer>> reply) override {
        const bool by_number = query.by == core::CustomerQuery::By::Number;
        answer<core::Page<core::Customer>>(reply,
                                           {by_number ? std::vector<core::Customer>{} : found, {}});
    }
    void find(core::CustomerId, core::Reply<core::Customer> reply) override {
        nobody<core::Customer>(reply);
    }
    void unmask(core::CustomerId, core::PersonalField, core::Reply<base::Done> reply) override {
        answer<base::Done>(reply, base::Done{});
    }
    void unmask_caller(core::CallRef, core::Reply<base::Done> reply) override {
        answer<base::Done>(reply, base::Done{});
    }
    void duplicates(core::PageAsked, core::Reply<core::Page<core::Duplicates>> reply) override {
        answer<core::Page<core::Duplicates>>(reply, {});
    }
    void merge(core::CustomerId, core::CustomerId, core::Reply<core::Merge> reply) override {
        nobody<core::Merge>(reply);
    }
    void undo_merge(core::MergeId, core::Reply<base::Done> reply) override {
        answer<base::Done>(reply, base::Done{});
    }
    void preview_import(std::string, core::Reply<core::ImportPreview> reply) override;
    void import(core::ImportId, core::KnownCustomers,
                core::Reply<core::ImportDone> reply) override {
        answer<core::ImportDone>(reply, {120, 3, 4});
    }
    void export_all(std::string, core::Reply<std::string> reply) override {
        answer<std::string>(reply, std::string("name\n"));
    }
    // --- administration
    void settings(core::Reply<core::CentreSettings> reply) override;
    void save(core::CentreSettings settings, core::Reply<core::CentreSettings> reply) override {
        answer<core::CentreSettings>(reply, std::move(settings));
    }
    void numbers(core::Reply<std::vector<core::OwnNumber>> reply) override;
    void save(core::OwnNumber number, core::Reply<core::OwnNumber> reply) override {
        answer<core::OwnNumber>(reply, std::move(number));
    }
    void save(core::Category category, core::Reply<core::Category> reply) override {
        answer<core::Category>(reply, std::move(category));
    }
    void save(core::WrapUpChoices wanted, core::Reply<core::WrapUpChoices> reply) override {
        answer<core::WrapUpChoices>(reply, std::move(wanted));
    }
    void accounts(core::Reply<std::vector<core::Agent>> reply) override {
        answer<std::vector<core::Agent>>(reply, staff);
    }
    void save(core::Agent agent, base::Secret, core::Reply<core::Agent> reply) override {
        answer<core::Agent>(reply, std::move(agent));
    }
    void access_log(core::AccessQuery, core::PageAsked,
                    core::Reply<core::Page<core::AccessRecord>> reply) override;

private:
    template <class T>
    void answer(core::Reply<T> reply, T value) {
        executor_.post([reply = std::move(reply), value = std::move(value)] { reply(value); });
    }
    template <class T>
    void nobody(core::Reply<T> reply) {
        executor_.post([reply = std::move(reply)] {
            reply(base::Error{base::Errc::NotFound, "none"});
        });
    }
    base::Executor& executor_;
};

core::Callback promise(const char* id, const char* name, const char* number,
                       std::chrono::minutes from_now, const char* note);

} // namespace sangdam::gallery
