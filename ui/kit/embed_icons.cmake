# Writes every icons/*.svg into one C++ table: cmake -DFOLDER=… -DOUT=… -P embed_icons.cmake
file(GLOB drawings "${FOLDER}/*.svg")
list(SORT drawings)
set(rows "")
foreach(drawing IN LISTS drawings)
  cmake_path(GET drawing STEM name)
  file(READ "${drawing}" svg)
  string(APPEND rows "    {\"${name}\", R\"svg(${svg})svg\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"kit/icon_files.h\"\n\nnamespace sangdam::ui {\nnamespace {\n
constexpr IconFile kFiles[] = {\n${rows}};\n\n} // namespace\n
std::span<const IconFile> icon_files() { return kFiles; }\n\n} // namespace sangdam::ui\n")
