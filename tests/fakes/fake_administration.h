// SPDX-License-Identifier: MIT
//
// What an administrator of a fake centre sets, with the hub's revisions.
#pragma once

#include "core/ports/administration.h"
#include "fakes/fake_line.h"

#include <algorithm>

namespace sangdam::fakes {

class FakeAdministration final : public core::Administration {
public:
    // `choices`: those that Centre::wrap_up_choices() answers.
    FakeAdministration(FakeLine& line, core::WrapUpChoices& choices)
        : line_(line), choices_(choices) {}

    core::CentreSettings rules;
    std::vector<core::OwnNumber> own_numbers;
    std::vector<core::Agent> people;
    std::vector<core::AccessRecord> looks;

    void settings(core::Reply<core::CentreSettings> done) override {
        line_.requests.emplace_back("settings");
        line_.reply<core::CentreSettings>(std::move(done), rules);
    }
    void save(core::CentreSettings given, core::Reply<core::CentreSettings> done) override {
        line_.requests.emplace_back("save_settings");
        keep(rules, std::move(given), std::move(done));
    }
    void numbers(core::Reply<std::vector<core::OwnNumber>> done) override {
        line_.requests.emplace_back("numbers");
        line_.reply<std::vector<core::OwnNumber>>(std::move(done), own_numbers);
    }
    void save(core::OwnNumber given, core::Reply<core::OwnNumber> done) override {
        line_.requests.push_back("save_number " + given.key);
        keep(row(own_numbers, given.key, &core::OwnNumber::key), std::move(given), std::move(done));
    }
    void save(core::Category given, core::Reply<core::Category> done) override {
        line_.requests.push_back("save_category " + given.label);
        keep(row(choices_.categories, given.id, &core::Category::id), std::move(given),
             std::move(done));
    }
    void save(core::WrapUpChoices given, core::Reply<core::WrapUpChoices> done) override {
        line_.requests.emplace_back("save_choices");
        given.categories = choices_.categories;
        keep(choices_, std::move(given), std::move(done));
    }
    void accounts(core::Reply<std::vector<core::Agent>> done) override {
        line_.requests.emplace_back("accounts");
        line_.reply<std::vector<core::Agent>>(std::move(done), people);
    }
    void save(core::Agent given, base::Secret, core::Reply<core::Agent> done) override {
        line_.requests.push_back("save_account " + given.login);
        keep(row(people, given.id, &core::Agent::id), std::move(given), std::move(done));
    }
    void access_log(core::AccessQuery, core::PageAsked,
                    core::Reply<core::Page<core::AccessRecord>> done) override {
        line_.requests.emplace_back("access_log");
        line_.reply<core::Page<core::AccessRecord>>(std::move(done), {{looks, {}}});
    }

private:
    template <class T, class K>
    static T& row(std::vector<T>& rows, const K& key, K T::*member) {
        const auto at = std::ranges::find(rows, key, member);
        return at == rows.end() ? rows.emplace_back() : *at;
    }
    template <class T>
    void keep(T& stored, T given, core::Reply<T> done) {
        if (!line_.refuse_next && stored.revision != given.revision)
            return line_.reply<T>(std::move(done),
                                  base::Error{base::Errc::Conflict, "somebody was faster"});
        if (!line_.refuse_next && !line_.down()) {
            stored = std::move(given);
            ++stored.revision;
        }
        line_.reply<T>(std::move(done), stored);
    }

    FakeLine& line_;
    core::WrapUpChoices& choices_;
};

} // namespace sangdam::fakes
