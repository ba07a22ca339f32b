// SPDX-License-Identifier: MIT
//
// The numbers of the HID Usage Tables (HUT 1.7) that a telephone needs. A full usage is
// page << 16 | id, as HID 1.11 §6.2.2.8 builds it.
#pragma once

#include <cstdint>

namespace sangdam::hid {

using Usage = std::uint32_t;

constexpr Usage make_usage(unsigned page, unsigned id) {
    return (Usage{page} << 16) | (Usage{id} & 0xFFFFU);
}
constexpr unsigned usage_page(Usage usage) { return usage >> 16; }
constexpr unsigned usage_id(Usage usage) { return usage & 0xFFFFU; }

namespace page {
inline constexpr unsigned kLed = 0x08;
inline constexpr unsigned kButton = 0x09;
inline constexpr unsigned kTelephony = 0x0B;
} // namespace page

// Not to be mixed up: 0x0B:0x2A is Line, 0x08:0x2A is On-Line.
namespace usage {
inline constexpr Usage kPhone = make_usage(page::kTelephony, 0x01);
inline constexpr Usage kHandset = make_usage(page::kTelephony, 0x04);
inline constexpr Usage kHeadset = make_usage(page::kTelephony, 0x05);
inline constexpr Usage kProgrammableButton = make_usage(page::kTelephony, 0x07);
inline constexpr Usage kHookSwitch = make_usage(page::kTelephony, 0x20);
inline constexpr Usage kFlash = make_usage(page::kTelephony, 0x21);
inline constexpr Usage kHold = make_usage(page::kTelephony, 0x23);
inline constexpr Usage kRedial = make_usage(page::kTelephony, 0x24);
inline constexpr Usage kTransfer = make_usage(page::kTelephony, 0x25);
inline constexpr Usage kDrop = make_usage(page::kTelephony, 0x26);
inline constexpr Usage kPark = make_usage(page::kTelephony, 0x27);
inline constexpr Usage kForwardCalls = make_usage(page::kTelephony, 0x28);
inline constexpr Usage kLine = make_usage(page::kTelephony, 0x2A);
inline constexpr Usage kSpeakerPhone = make_usage(page::kTelephony, 0x2B);
inline constexpr Usage kConference = make_usage(page::kTelephony, 0x2C);
inline constexpr Usage kPhoneMute = make_usage(page::kTelephony, 0x2F);
inline constexpr Usage kSend = make_usage(page::kTelephony, 0x31);
inline constexpr Usage kSpeedDial = make_usage(page::kTelephony, 0x50);
inline constexpr Usage kVoiceMail = make_usage(page::kTelephony, 0x70);
inline constexpr Usage kDoNotDisturb = make_usage(page::kTelephony, 0x72);
inline constexpr Usage kLineBusyTone = make_usage(page::kTelephony, 0x97);
inline constexpr Usage kRinger = make_usage(page::kTelephony, 0x9E);
inline constexpr Usage kKey0 = make_usage(page::kTelephony, 0xB0);
inline constexpr Usage kKeyD = make_usage(page::kTelephony, 0xBF);

// Buttons 1 and 7 of a telephony collection are "reject" on the devices that have them.
inline constexpr Usage kButton1 = make_usage(page::kButton, 0x01);
inline constexpr Usage kButton7 = make_usage(page::kButton, 0x07);

inline constexpr Usage kLedDoNotDisturb = make_usage(page::kLed, 0x08);
inline constexpr Usage kLedMute = make_usage(page::kLed, 0x09);
inline constexpr Usage kLedOffHook = make_usage(page::kLed, 0x17);
inline constexpr Usage kLedRing = make_usage(page::kLed, 0x18);
inline constexpr Usage kLedMessageWaiting = make_usage(page::kLed, 0x19);
inline constexpr Usage kLedSpeaker = make_usage(page::kLed, 0x1E);
inline constexpr Usage kLedHeadset = make_usage(page::kLed, 0x1F);
inline constexpr Usage kLedHold = make_usage(page::kLed, 0x20);
inline constexpr Usage kLedMicrophone = make_usage(page::kLed, 0x21);
inline constexpr Usage kLedSendCalls = make_usage(page::kLed, 0x24);
inline constexpr Usage kLedConference = make_usage(page::kLed, 0x26);
inline constexpr Usage kLedOnLine = make_usage(page::kLed, 0x2A);
inline constexpr Usage kLedOffLine = make_usage(page::kLed, 0x2B);
inline constexpr Usage kLedBusy = make_usage(page::kLed, 0x2C);
} // namespace usage

} // namespace sangdam::hid
