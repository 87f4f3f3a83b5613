import OmeroCommands

OmeroCommand.main()
