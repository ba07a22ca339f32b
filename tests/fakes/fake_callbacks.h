// SPDX-License-Identifier: MIT
//
// The callbacks of a fake centre: a table that the test may fill, with the hub's revisions. It
// tells no events; a test does that with FakeCentre::tell().
#pragma once

#include "core/ports/callback_book.h"
#include "fakes/fake_line.h"

#include <algorithm>

namespace sangdam::fakes {

class FakeCallbacks final : public core::CallbackBook {
public:
    explicit FakeCallbacks(FakeLine& line) : line_(line) {}

    std::vector<core::Callback> rows;
    core::CallbackQuery asked; // The last list().

    void list(core::CallbackQuery query, core::PageAsked,
              core::Reply<core::Page<core::Callback>> done) override {
        line_.requests.emplace_back("callbacks");
        asked = query;
        core::Page<core::Callback> page;
        std::ranges::copy_if(rows, std::back_inserter(page.items), [&](const core::Callback& c) {
            return (!query.status || c.status == *query.status) &&
                   (query.customer.empty() || c.customer == query.customer) &&
                   (!query.from || c.due_at >= *query.from) &&
                   (!query.until || c.due_at < *query.until);
        });
        std::ranges::sort(page.items, {}, &core::Callback::due_at);
        line_.reply<core::Page<core::Callback>>(std::move(done), std::move(page));
    }
    void find(core::CallbackId id, core::Reply<core::Callback> done) override {
        line_.requests.push_back("callback " + id.value);
        change(
            id, std::move(done), [](core::Callback&) {}, 0);
    }
    void save(core::Callback callback, core::Reply<core::Callback> done) override {
        line_.requests.push_back("save_callback " + callback.id.value);
        if (line_.refuse_next || line_.down())
            return line_.reply<core::Callback>(std::move(done), callback);
        const auto old = std::ranges::find(rows, callback.id, &core::Callback::id);
        if (old != rows.end() && old->revision != callback.revision)
            return line_.reply<core::Callback>(
                std::move(done), base::Error{base::Errc::Conflict, "somebody was faster"});
        ++callback.revision;
        if (old == rows.end())
            rows.push_back(callback);
        else
            *old = callback;
        line_.reply<core::Callback>(std::move(done), callback);
    }
    void snooze(core::CallbackId id, base::WallTime until,
                core::Reply<core::Callback> done) override {
        line_.requests.push_back("snooze " + id.value);
        change(id, std::move(done), [&](core::Callback& c) { c.snoozed_until = until; });
    }
    void finish(core::CallbackId id, core::CallbackStatus status, std::optional<std::string> note,
                core::Reply<core::Callback> done) override {
        line_.requests.push_back("finish " + id.value + ' ' + std::string(core::name(status)));
        change(id, std::move(done), [&](core::Callback& c) {
            c.status = status;
            if (note) c.note = *note;
        });
    }
    void reassign(core::CallbackId id, core::AgentId to,
                  core::Reply<core::Callback> done) override {
        line_.requests.push_back("reassign " + id.value + ' ' + to.value);
        change(id, std::move(done), [&](core::Callback& c) { c.assignee = to; });
    }

private:
    template <class F>
    void change(const core::CallbackId& id, core::Reply<core::Callback> done, F f, int step = 1) {
        const auto row = std::ranges::find(rows, id, &core::Callback::id);
        if (row == rows.end())
            return line_.reply<core::Callback>(std::move(done),
                                               base::Error{base::Errc::NotFound, "no callback"});
        if (!line_.refuse_next && !line_.down()) {
            f(*row);
            row->revision += step;
        }
        line_.reply<core::Callback>(std::move(done), *row);
    }
    FakeLine& line_;
};

} // namespace sangdam::fakes
