// SPDX-License-Identifier: MIT
//
// Customers of a fake centre: what the test puts in is found.
#pragma once

#include "core/ports/customer_book.h"
#include "fakes/fake_line.h"

#include <algorithm>

namespace sangdam::fakes {

class FakeCustomerBook final : public core::CustomerBook {
public:
    explicit FakeCustomerBook(FakeLine& line) : line_(line) {}

    std::vector<core::Customer> people;
    core::Page<core::Duplicates> doubles;
    core::ImportPreview preview;
    core::ImportDone imported;
    std::string csv = "\xEF\xBB\xBFname,number\r\n"; // The next export.
    std::vector<std::string> looked_at;              // unmask(): "customer field", or the call.

    void search(core::CustomerQuery query, core::PageAsked,
                core::Reply<core::Page<core::Customer>> done) override {
        using By = core::CustomerQuery::By;
        line_.requests.push_back("search " + query.text);
        const auto fits = [&](const core::Customer& c) {
            if (query.by == By::Name) return c.name.find(query.text) != std::string::npos;
            const auto number = core::PhoneNumber::parse(query.text);
            return std::ranges::any_of(c.numbers, [&](const core::PhoneNumber& each) {
                return query.by == By::Number ? each == number : each.last_four() == query.text;
            });
        };
        core::Page<core::Customer> found;
        std::ranges::copy_if(people, std::back_inserter(found.items), fits);
        line_.reply<core::Page<core::Customer>>(std::move(done), std::move(found));
    }
    void find(core::CustomerId id, core::Reply<core::Customer> done) override {
        line_.requests.push_back("customer " + id.value);
        const auto at = std::ranges::find(people, id, &core::Customer::id);
        if (at == people.end())
            return line_.reply<core::Customer>(std::move(done),
                                               base::Error{base::Errc::NotFound, "nobody"});
        line_.reply<core::Customer>(std::move(done), *at);
    }
    void unmask(core::CustomerId id, core::PersonalField field,
                core::Reply<base::Done> done) override {
        looked_at.push_back(id.value + ' ' + std::string(core::name(field)));
        line_.reply<base::Done>(std::move(done), base::Done{});
    }
    void unmask_caller(core::CallRef ref, core::Reply<base::Done> done) override {
        looked_at.push_back(ref.value);
        line_.reply<base::Done>(std::move(done), base::Done{});
    }
    void duplicates(core::PageAsked, core::Reply<core::Page<core::Duplicates>> done) override {
        line_.requests.emplace_back("duplicates");
        line_.reply<core::Page<core::Duplicates>>(std::move(done), doubles);
    }
    void merge(core::CustomerId kept, core::CustomerId gone,
               core::Reply<core::Merge> done) override {
        line_.requests.push_back("merge " + kept.value + ' ' + gone.value);
        core::Merge merge{core::MergeId("merge-1"), {}, {}};
        for (const auto& each : people) {
            if (each.id == kept) merge.kept = each;
            if (each.id == gone) merge.gone = each;
        }
        line_.reply<core::Merge>(std::move(done), std::move(merge));
    }
    void undo_merge(core::MergeId id, core::Reply<base::Done> done) override {
        line_.requests.push_back("undo_merge " + id.value);
        line_.reply<base::Done>(std::move(done), base::Done{});
    }
    void preview_import(std::string, core::Reply<core::ImportPreview> done) override {
        line_.requests.emplace_back("preview_import");
        line_.reply<core::ImportPreview>(std::move(done), preview);
    }
    void import(core::ImportId id, core::KnownCustomers known,
                core::Reply<core::ImportDone> done) override {
        line_.requests.push_back("import " + id.value + ' ' + std::string(core::name(known)));
        line_.reply<core::ImportDone>(std::move(done), imported);
    }
    void export_all(std::string reason, core::Reply<std::string> done) override {
        line_.requests.push_back("export " + reason);
        line_.reply<std::string>(std::move(done), csv);
    }

private:
    FakeLine& line_;
};

} // namespace sangdam::fakes
