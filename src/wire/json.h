// SPDX-License-Identifier: MIT
//
// The JSON of REST and of the event stream, as text: openapi.yaml beside this file is the contract.
// The server and the client use the same functions. Pure; any thread; never throws.
//
// Reading is strict about what is there and lenient about what is new: wrong types, unknown words
// of an enumeration and texts that are too long are BadInput with the path of the field; unknown
// members are skipped, so that an old desktop lives with a newer hub.
#pragma once

#include "base/result.h"
#include "core/access_record.h"
#include "core/agent.h"
#include "core/board.h"
#include "core/call_record.h"
#include "core/callback.h"
#include "core/centre_event.h"
#include "core/centre_settings.h"
#include "core/customer.h"
#include "core/customer_list.h"
#include "core/history.h"
#include "core/order.h"
#include "core/outcall_record.h"
#include "core/shop.h"
#include "core/wrap_up.h"
#include "wire/page.h"
#include "wire/problem.h"
#include "wire/requests.h"
#include "wire/session.h"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace sangdam::wire {

inline constexpr std::size_t kMaxDocument = std::size_t{1} << 20;  // Bytes; longer is BadInput.
inline constexpr std::size_t kMaxRequest = std::size_t{256} << 10; // A server takes no more.
inline constexpr std::size_t kMaxSheet = std::size_t{16} << 20;    // CSV of customers.
inline constexpr int kMaxDepth = 16;                               // Nested arrays and objects.
inline constexpr std::size_t kMaxNote = 20'000;                    // Bytes of note and memo.
inline constexpr std::size_t kMaxText = 1'000;                     // Bytes of any other text.

template <class T, class... U>
concept OneOf = (std::same_as<T, U> || ...);

// A record of the API by itself.
template <class T>
concept Record =
    OneOf<T, core::Agent, core::OwnNumber, core::Customer, core::CallRecord, core::Attempt,
          core::WaitingCall, core::Category, core::WrapUp, core::WrapUpChoices, core::HistoryEntry,
          core::CustomerCard, core::CustomerOrders, core::OrderRefresh, core::Shop,
          core::ShopListing, core::ShopCheck, core::CentreEvent, SessionRequest, SessionAnswer,
          StateRequest, Health, Problem, core::Callback, core::CallbackTry, core::OutcallRequest,
          core::OutcallRecord, core::CentreSettings, core::AccessRecord, core::Board,
          core::Duplicates, core::Merge, core::ImportRow, core::ImportPreview, core::ImportDone,
          SnoozeRequest, FinishRequest, ReassignRequest, ShownNumberRequest, UnmaskRequest,
          MergeRequest, ImportRequest, ExportRequest, AccountRequest>;
// A record that is sent in lists.
template <class T>
concept Listed = OneOf<T, core::Agent, core::OwnNumber, core::Customer, core::CallRecord,
                       core::Attempt, core::WaitingCall, core::HistoryEntry, core::Callback,
                       core::AccessRecord, core::Duplicates, core::ShopListing>;

template <Record T>
std::string to_json(const T&);
template <Record T>
base::Result<T> from_json(std::string_view text);

// A shop as an administrator sends it: the only text that holds its secret.
std::string shop_with_secret(const core::Shop&);

template <Listed T>
std::string page_to_json(const Page<T>&); // {"items":[…],"next":"…"}
template <Listed T>
base::Result<Page<T>> page_from_json(std::string_view text);

} // namespace sangdam::wire
