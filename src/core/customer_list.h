// SPDX-License-Identifier: MIT
//
// Customers by the dozen: searched, found twice and merged, brought in from a spreadsheet. Pure.
#pragma once

#include "core/customer.h"
#include "core/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::core {

struct CustomerQuery {
    enum class By { Number, LastFour, Name };
    By by = By::Name;
    std::string text; // A full number in any spelling, four digits, or a name or a part of it.

    friend bool operator==(const CustomerQuery&, const CustomerQuery&) = default;
};

// What a search field holds, understood: eight digits and more are a number, four are the last
// four, everything else is a name.
CustomerQuery understood(std::string_view typed);

enum class PersonalField { Number, Email, Address, Name };
std::string_view name(PersonalField); // "number", "email", "address", "name"
std::optional<PersonalField> parse_personal_field(std::string_view);

// Customers who share a number.
struct Duplicates {
    PhoneNumber number;
    std::vector<Customer> customers; // Last changed first, two at least.

    friend bool operator==(const Duplicates&, const Duplicates&) = default;
};

struct Merge {
    MergeId id;    // For the undo.
    Customer kept; // As it is now, with the numbers of both.
    Customer gone; // As it was.

    friend bool operator==(const Merge&, const Merge&) = default;
};

// One line of a spreadsheet, as it would be taken in.
struct ImportRow {
    enum class Verdict {
        New,
        Known,    // Somebody has that number: `known` names the customer.
        Repeated, // The same number stood in an earlier line.
        Bad       // `why` says what is wrong; left out.
    };
    int line = 0; // 1: the first after the heading.
    Verdict verdict = Verdict::New;
    Customer customer;
    CustomerId known;
    bool repaired = false; // A leading zero that the spreadsheet lost was put back.
    std::string why;       // English, for Bad.

    friend bool operator==(const ImportRow&, const ImportRow&) = default;
};
std::string_view name(ImportRow::Verdict); // "new", "known", "repeated", "bad"
std::optional<ImportRow::Verdict> parse_import_verdict(std::string_view);

struct ImportPreview {
    ImportId id;          // To carry it out; for one hour, and by the same agent.
    std::string encoding; // "UTF-8" or "CP949"
    int fresh = 0;
    int known = 0;
    int repeated = 0;
    int bad = 0;
    int repaired = 0;
    std::vector<ImportRow> rows; // The first 200: those with something to look at before the rest.

    friend bool operator==(const ImportPreview&, const ImportPreview&) = default;
};

enum class KnownCustomers { Skip, Complete }; // Complete: fills what is empty, changes nothing.
std::string_view name(KnownCustomers);        // "skip", "complete"
std::optional<KnownCustomers> parse_known_customers(std::string_view);

struct ImportDone {
    int added = 0;
    int completed = 0;
    int skipped = 0;

    friend bool operator==(const ImportDone&, const ImportDone&) = default;
};

} // namespace sangdam::core
