#!/bin/bash
# SPDX-License-Identifier: MIT
# Brings the catalogs up to the sources: new texts appear untranslated, gone ones go. Run it after
# changing a text, then translate what `msgfmt --statistics` counts.
set -eu
cd "$(dirname "$0")/../.."
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
find ui -name '*.cpp' | sort | xargs xgettext -k_ -kwxTRANSLATE -kwxPLURAL:1,2 --from-code=UTF-8 \
  --language=C++ --no-location --no-wrap --package-name=sangdamcall -o "$pot"
sed -i "s/charset=CHARSET/charset=UTF-8/" "$pot"
for language in ko en; do
  msgmerge --quiet --update --backup=none --no-wrap --no-fuzzy-matching "ui/words/$language.po" "$pot"
  msgattrib --no-obsolete --no-wrap -o "ui/words/$language.po" "ui/words/$language.po"
done
# English is what the sources say.
msgen --no-wrap -o ui/words/en.po ui/words/en.po
for language in ko en; do
  sed -i -e '/^"POT-Creation-Date/d' -e '/^"X-Generator/d' "ui/words/$language.po"
  msgfmt --check --statistics -o /dev/null "ui/words/$language.po"
done
