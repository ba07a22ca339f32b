// SPDX-License-Identifier: MIT
//
// How long to wait before knocking again: 1, 2, 4 … 60 s with jitter, so that two hundred phones do
// not all come back in the same second after the PBX restarted (RFC 5626 §4.5's idea). Pure.
#pragma once

#include <chrono>
#include <cstdint>

namespace sangdam::sip {

// `failures` ≥ 1 in a row; `random` is any number. The result lies within ±25 % of the step.
std::chrono::milliseconds retry_delay(int failures, std::uint64_t random);

// Wait before a re-INVITE that met another one (491) is tried again: 2.1–4 s for the end that made
// the dialog, 0–2 s for the other, in steps of 10 ms (RFC 3261 §14.1).
std::chrono::milliseconds glare_delay(bool we_called, std::uint64_t random);

} // namespace sangdam::sip
