# Debian packages: `cpack --config build/release/CPackConfig.cmake -B OUTPUT`,
# four of them: epiledger-services, epiledger-gateway, epiledger-console, which a
# gateway and an nginx serve, and epiledger-client. The console is built before:
# `cmake --build build/release --target console`. The same tree and
# SOURCE_DATE_EPOCH give the same bytes.

# A package holds what was built; tests and benches need not be there.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(package_folder ${PROJECT_SOURCE_DIR}/deploy/package)

# epiledger_package_process(NAME COMPONENT): a program, its unit and settings.
function(epiledger_package_process name component)
  install(TARGETS ${name} RUNTIME DESTINATION lib/epiledger
    COMPONENT ${component})
  install(FILES ${package_folder}/epiledger-${name}.service
    DESTINATION lib/systemd/system COMPONENT ${component})
  install(FILES ${package_folder}/${name}.env DESTINATION /etc/epiledger
    COMPONENT ${component})
endfunction()

foreach(name funding supplies readiness)
  epiledger_package_process(${name} services)
endforeach()
epiledger_package_process(gateway gateway)
install(TARGETS epiledger RUNTIME DESTINATION bin COMPONENT client)

# The console is no part of `all`, for its build needs Node.js: a package without
# it would be installed, and serve nothing.
install(CODE "
  if(NOT EXISTS \"${PROJECT_BINARY_DIR}/console/index.html\")
    message(FATAL_ERROR \"The console is not built: cmake --build \"
      \"${PROJECT_BINARY_DIR} --target console\")
  endif()" COMPONENT console)
install(DIRECTORY ${PROJECT_BINARY_DIR}/console DESTINATION share/epiledger
  COMPONENT console)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/deploy/nginx
  DESTINATION share/doc/epiledger-console COMPONENT console)

# Off until an operator enables a timer: docs/backups.md.
install(FILES "${package_folder}/epiledger-backup@.service"
  "${package_folder}/epiledger-backup@.timer"
  DESTINATION lib/systemd/system COMPONENT services)
install(FILES ${package_folder}/backup.env DESTINATION /etc/epiledger
  COMPONENT services)

foreach(component services gateway)
  install(FILES ${package_folder}/epiledger-${component}.sysusers
    DESTINATION lib/sysusers.d RENAME epiledger-${component}.conf
    COMPONENT ${component})
  install(FILES ${package_folder}/epiledger-${component}.tmpfiles
    DESTINATION lib/tmpfiles.d RENAME epiledger-${component}.conf
    COMPONENT ${component})
endforeach()
# Keys, health and what a Prometheus needs come with the services: the gateway
# has nothing to do without them.
install(PROGRAMS ${package_folder}/place-keys DESTINATION sbin
  RENAME epiledger-place-keys COMPONENT services)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/deploy/make-pki DESTINATION sbin
  RENAME epiledger-make-pki COMPONENT services)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/deploy/backup DESTINATION sbin
  RENAME epiledger-backup COMPONENT services)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/deploy/health DESTINATION bin
  RENAME epiledger-health COMPONENT services)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/deploy/prometheus
  ${PROJECT_SOURCE_DIR}/deploy/grafana ${PROJECT_SOURCE_DIR}/deploy/mariadb
  DESTINATION share/epiledger COMPONENT services)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/playbook
  DESTINATION share/doc/epiledger-services COMPONENT services)
install(FILES ${PROJECT_SOURCE_DIR}/docs/backups.md
  ${PROJECT_SOURCE_DIR}/docs/rotation.md ${PROJECT_SOURCE_DIR}/docs/upgrade.md
  DESTINATION share/doc/epiledger-services COMPONENT services)
foreach(component services gateway console client)
  install(FILES ${PROJECT_SOURCE_DIR}/README.md
    DESTINATION share/doc/epiledger-${component} COMPONENT ${component})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME epiledger)
set(CPACK_PACKAGE_VENDOR EpiLedger)
set(CPACK_PACKAGE_CONTACT "EpiLedger <epiledger@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "resource ledger of a county's epidemic-response headquarters")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL services gateway console client)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_SERVICES_PACKAGE_NAME epiledger-services)
set(CPACK_DEBIAN_GATEWAY_PACKAGE_NAME epiledger-gateway)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME epiledger-console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_CLIENT_PACKAGE_NAME epiledger-client)
set(CPACK_COMPONENT_SERVICES_DESCRIPTION
  "The services funding, supplies and readiness, their units and settings.")
set(CPACK_COMPONENT_GATEWAY_DESCRIPTION
  "The gateway: the one public address, and headquarters' picture.")
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION
  "The web console's files, and how an nginx serves them.")
set(CPACK_COMPONENT_CLIENT_DESCRIPTION "The command line of its people.")
# systemd makes the users and folders; health is asked in Python.
set(CPACK_DEBIAN_SERVICES_PACKAGE_DEPENDS
  "systemd, openssl, python3, python3-grpcio")
# The nightly backup is made with the command line.
set(CPACK_DEBIAN_SERVICES_PACKAGE_RECOMMENDS epiledger-client)
set(CPACK_DEBIAN_SERVICES_PACKAGE_SUGGESTS "mariadb-server, prometheus")
# A console of the same build: it speaks the gateway's API.
set(CPACK_DEBIAN_GATEWAY_PACKAGE_DEPENDS
  "systemd, epiledger-console (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_GATEWAY_PACKAGE_SUGGESTS "pandoc, nginx")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SUGGESTS nginx)
# dpkg knows scripts and conffiles by these names alone.
foreach(component services gateway)
  string(TOUPPER ${component} upper)
  set(control_folder ${PROJECT_BINARY_DIR}/control/${component})
  foreach(part postinst prerm)
    configure_file(${package_folder}/${component}.${part}
      ${control_folder}/${part} COPYONLY)
  endforeach()
  configure_file(${package_folder}/conffiles.${component}
    ${control_folder}/conffiles COPYONLY)
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA
    ${control_folder}/postinst ${control_folder}/prerm
    ${control_folder}/conffiles)
endforeach()
include(CPack)
