// SPDX-License-Identifier: MIT

#include "core/ports/phone.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<RegistrationState, 5> kStates{
    {{RegistrationState::Off, "off"},
     {RegistrationState::Trying, "trying"},
     {RegistrationState::Registered, "registered"},
     {RegistrationState::Refused, "refused"},
     {RegistrationState::Unreachable, "unreachable"}}};

} // namespace

std::string_view name(RegistrationState state) { return name_in(kStates, state); }

} // namespace sangdam::core
